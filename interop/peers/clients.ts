// Foreign clients behind one shape: each produces lines `KEY<tab>JSON` and, where it can without a
// group, reads a topic back as `PARTITION<tab>OFFSET<tab>KEY<tab>JSON`.

import { join } from 'node:path';
import { CompressionTypes, Kafka, logLevel, Partitioners } from 'kafkajs';

import { interopRoot } from '../paths.ts';
import { runJavaTool } from './java.ts';
import { type Finished, runProgram } from './process.ts';

export interface ConsumeRequest {
  readonly bootstrap: string;
  readonly topic: string;
  /** Records in each partition; librdkafka asks the broker itself. */
  readonly counts: ReadonlyMap<number, number>;
  readonly onOutput: (text: string) => void;
}

export interface ForeignClient {
  readonly name: string;
  /** Whether `produce` is idempotent: nothing twice and in order, also over a broker's restart. */
  readonly idempotent: boolean;
  produce(bootstrap: string, topic: string, lines: AsyncIterable<string>): Promise<void>;
  consume?(request: ConsumeRequest): Promise<void>;
}

function ensureDone(what: string, run: Finished): void {
  const text = `${run.stderr}${run.stdout}`;
  if (run.code !== 0) throw new Error(`${what} ended with ${run.code}:\n${text}`);
}

function total(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

export const kcat: ForeignClient = {
  name: 'kcat',
  idempotent: false,
  async produce(bootstrap, topic, lines) {
    // -E: goes on while no broker can be reached, as the library itself does.
    const args = ['-P', '-E', '-b', bootstrap, '-t', topic, '-K', '\t', '-X', 'linger.ms=5'];
    ensureDone('kcat -P', await runProgram('kcat', args, { input: lines }));
  },
  async consume({ bootstrap, topic, counts, onOutput }) {
    const count = String(total(counts));
    const from = ['-C', '-q', '-b', bootstrap, '-t', topic, '-o', 'beginning'];
    const args = [...from, '-c', count, '-f', '%p\t%o\t%k\t%s\n'];
    ensureDone('kcat -C', await runProgram('kcat', args, { onOutput }));
  },
};

const PYTHON = '/usr/bin/python3';
const FLIGHTS_PY = join(interopRoot, 'python', 'flights.py');

export const confluentPython: ForeignClient = {
  name: 'python3-confluent-kafka',
  idempotent: true,
  async produce(bootstrap, topic, lines) {
    const args = [FLIGHTS_PY, 'produce', bootstrap, topic, 'enable.idempotence=true'];
    ensureDone('flights.py produce', await runProgram(PYTHON, args, { input: lines }));
  },
  async consume({ bootstrap, topic, onOutput }) {
    const args = [FLIGHTS_PY, 'consume', bootstrap, topic];
    ensureDone('flights.py consume', await runProgram(PYTHON, args, { onOutput }));
  },
};

export const kafkajs: ForeignClient = {
  name: 'kafkajs',
  idempotent: false,
  async produce(bootstrap, topic, lines) {
    const retry = { retries: 30, maxRetryTime: 1_000 };
    const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING, retry });
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    for await (const text of lines) {
      const messages = text.trimEnd().split('\n').map((line) => {
        const at = line.indexOf('\t');
        return { key: line.slice(0, at), value: line.slice(at + 1) };
      });
      await producer.send({ topic, messages, acks: -1, compression: CompressionTypes.GZIP });
    }
    await producer.disconnect();
  },
};

export const javaTools: ForeignClient = {
  name: "Apache Kafka's console tools",
  idempotent: true,
  async produce(bootstrap, topic, lines) {
    const target = ['--bootstrap-server', bootstrap, '--topic', topic];
    const args = [...target, '--reader-property', 'parse.key=true'];
    ensureDone('console producer', await runJavaTool('console-producer', args, { input: lines }));
  },
  async consume({ bootstrap, topic, counts, onOutput }) {
    for (const [partition, count] of counts) {
      if (count === 0) continue;
      const print = ['print.partition=true', 'print.offset=true', 'print.key=true'];
      const args = [
        ...['--bootstrap-server', bootstrap, '--topic', topic],
        ...['--partition', String(partition), '--offset', 'earliest'],
        ...['--max-messages', String(count), '--timeout-ms', '30000'],
        ...print.flatMap((property) => ['--formatter-property', property]),
      ];
      const strip = (text: string): string => text.replace(/^Partition:(\d+)\tOffset:/gm, '$1\t');
      const onText = whole((text) => onOutput(strip(text)));
      const run = await runJavaTool('console-consumer', args, { onOutput: onText });
      ensureDone('console consumer', run);
    }
  },
};

/** Passes on whole lines only, so that a pattern never meets half of one. */
function whole(onText: (text: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const end = (rest + text).lastIndexOf('\n') + 1;
    const complete = (rest + text).slice(0, end);
    rest = (rest + text).slice(end);
    if (complete !== '') onText(complete);
  };
}

export const FOREIGN_CLIENTS: readonly ForeignClient[] = [
  kcat,
  confluentPython,
  kafkajs,
  javaTools,
];
