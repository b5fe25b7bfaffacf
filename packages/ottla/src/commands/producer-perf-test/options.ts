// The options of `producer-perf-test`, as kafka-producer-perf-test.sh has them, and what they ask
// for.

import type { CommandIo } from '../../cli/command.ts';
import { CommandFailure } from '../../cli/command.ts';
import type { OptionSpec, ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { readProperties } from '../java-manner/client-settings.ts';

const TRANSACTIONS = 'it comes with transactions';

export const producerPerfTool: ToolSpec = {
  name: 'producer-perf-test',
  about: 'This tool is used to verify the producer performance.',
  usage:
    '--bootstrap-server HOST:PORT --topic TOPIC --num-records N --throughput N ' +
    '(--record-size N | --payload-file FILE | --payload-monotonic) …',
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [
    value('bootstrap-server', 'BOOTSTRAP-SERVER', 'The servers to connect to.'),
    { ...value('topic', 'TOPIC', 'Produce records to this topic.'), required: true },
    { ...value('num-records', 'NUM-RECORDS', 'Number of records to produce.'), required: true },
    value('record-size', 'RECORD-SIZE', 'Size of each record in bytes.'),
    value('payload-file', 'PAYLOAD-FILE', 'File of payloads; each record takes one at random.'),
    { name: 'payload-monotonic', takes: 'nothing', about: 'The payload is a growing number.' },
    {
      ...value('payload-delimiter', 'PAYLOAD-DELIMITER', 'What separates payloads in the file.'),
      standard: '\\n',
    },
    {
      ...value('throughput', 'THROUGHPUT', 'Records a second, about; -1 for no limit.'),
      required: true,
    },
    { ...several('producer-props', 'Settings of the producer.'), replacedBy: 'command-property' },
    several('command-property', 'Settings of the producer, as key=value.'),
    {
      ...value('producer.config', 'CONFIG-FILE', 'Property file for the producer.'),
      replacedBy: 'command-config',
    },
    value('command-config', 'CONFIG-FILE', 'Property file for the producer.'),
    {
      name: 'print-metrics',
      takes: 'nothing',
      about: 'Print out metrics at the end of the test.',
      later: 'the client keeps no metrics yet, leave it out',
    },
    { ...value('transactional-id', 'ID', 'The transactional id to use.'), later: TRANSACTIONS },
    {
      ...value('transaction-duration-ms', 'MS', 'How long each transaction lasts.'),
      later: TRANSACTIONS,
    },
    {
      ...value('warmup-records', 'WARMUP-RECORDS', 'First records that a second summary omits.'),
      standard: '0',
    },
    {
      ...value('reporting-interval', 'INTERVAL-MS', 'Milliseconds between progress lines.'),
      standard: '5000',
    },
  ],
};

export type Payload =
  | { readonly kind: 'random'; readonly sizeBytes: number }
  | { readonly kind: 'monotonic' }
  | { readonly kind: 'file'; readonly path: string; readonly delimiter: string };

export interface ProducerPerfPlan {
  readonly topic: string;
  readonly recordCount: number;
  readonly warmupCount: number;
  /** Below 0: without limit. */
  readonly recordsPerSecond: number;
  readonly reportingMs: number;
  readonly payload: Payload;
}

/** Checks what Java checks, in its order. */
export function planOf(options: ParsedOptions): ProducerPerfPlan {
  const payload = payloadOf(options);
  const recordCount = options.integer('num-records') ?? 0;
  const warmupCount = Math.max(options.integer('warmup-records') ?? 0, 0);
  const reportingMs = options.integer('reporting-interval') ?? 0;
  const recordsPerSecond = Number(options.value('throughput'));
  if (Number.isNaN(recordsPerSecond) || options.value('throughput')?.trim() === '') {
    throw options.wrong(
      `argument --throughput: could not convert '${options.value('throughput')}' to Double`,
    );
  }
  if (recordCount <= 0) throw options.wrong('--num-records should be greater than zero.');
  if (warmupCount >= recordCount) {
    throw options.wrong(
      'The value for --warmup-records must be strictly fewer than the number of records in the ' +
        'test, --num-records.',
    );
  }
  if (payload.kind === 'random' && payload.sizeBytes <= 0) {
    throw options.wrong('--record-size should be greater than zero.');
  }
  checkSettings(options);
  if (reportingMs <= 0) throw options.wrong('--reporting-interval should be greater than zero.');
  const topic = options.value('topic') ?? '';
  return { topic, recordCount, warmupCount, recordsPerSecond, reportingMs, payload };
}

const PAYLOADS = ['record-size', 'payload-file', 'payload-monotonic'] as const;

function payloadOf(options: ParsedOptions): Payload {
  const given = PAYLOADS.filter((name) => options.has(name));
  const list = PAYLOADS.map((name) => `--${name}`).join(' ');
  if (given.length === 0) throw options.wrong(`one of the arguments ${list} is required`);
  if (given.length > 1) {
    throw options.wrong(`argument --${given[1]}: not allowed with argument --${given[0]}`);
  }
  switch (given[0]) {
    case 'record-size':
      return { kind: 'random', sizeBytes: options.integer('record-size') ?? 0 };
    case 'payload-file': {
      const delimiter = options.value('payload-delimiter') ?? '';
      return {
        kind: 'file',
        path: options.value('payload-file') ?? '',
        delimiter: delimiter === '\\n' ? '\n' : delimiter,
      };
    }
    default:
      return { kind: 'monotonic' };
  }
}

const SETTINGS = [
  'bootstrap-server',
  'command-property',
  'producer-props',
  'producer.config',
  'command-config',
] as const;

function checkSettings(options: ParsedOptions): void {
  if (!SETTINGS.some((name) => options.has(name))) {
    throw options.wrong(
      'At least one of --bootstrap-server, --command-property, --producer-props, ' +
        '--producer.config or --command-config must be specified.',
    );
  }
  for (const [now, before] of [
    ['command-property', 'producer-props'],
    ['command-config', 'producer.config'],
  ] as const) {
    if (options.has(now) && options.has(before)) {
      throw options.wrong(`--${now} and --${before} cannot be specified together.`);
    }
  }
}

/** Java's names and values; tells of old spellings on standard output, as Java does. */
export function producerProperties(options: ParsedOptions, io: CommandIo): Map<string, string> {
  for (const [before, now] of [
    ['producer-props', 'command-property'],
    ['producer.config', 'command-config'],
  ] as const) {
    if (options.has(before)) io.stdout.write(deprecation(before, now));
  }
  const file = options.value('command-config') ?? options.value('producer.config');
  const properties = new Map(file === undefined ? [] : readProperties(io, file));
  const given = options.has('command-property') ? 'command-property' : 'producer-props';
  for (const pair of options.values(given)) {
    const pieces = pair.split('=');
    while (pieces.length > 0 && pieces.at(-1) === '') pieces.pop();
    const [name, text] = pieces;
    if (pieces.length !== 2 || name === undefined || text === undefined) {
      throw new CommandFailure(`java.lang.IllegalArgumentException: Invalid property: ${pair}`);
    }
    properties.set(name, text);
  }
  if (!properties.has('client.id')) properties.set('client.id', 'perf-producer-client');
  const servers = options.value('bootstrap-server');
  if (servers !== undefined) properties.set('bootstrap.servers', servers);
  return properties;
}

function deprecation(before: string, now: string): string {
  return (
    `Option --${before} has been deprecated and will be removed in a future version. ` +
    `Use --${now} instead.\n`
  );
}

function value(name: string, what: string, about: string): OptionSpec {
  return { name, takes: 'value', value: what, about };
}

function several(name: string, about: string): OptionSpec {
  return { name, takes: 'several', value: 'PROP-NAME=PROP-VALUE …', about };
}
