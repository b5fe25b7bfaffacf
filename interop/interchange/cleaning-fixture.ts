// Makes packages/log/test/fixtures/kafka-4.3.1-cleaning.json.gz: a compacted partition of Apache
// Kafka before and after a cleaning that makes one segment of several. Run by hand, with node.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { houseRoot } from '../paths.ts';
import { type ApacheKafka, startApacheKafka } from '../peers/apache-kafka.ts';
import { PYTHON } from '../peers/drivers.ts';
import { runProgram } from '../peers/process.ts';
import { JavaRunner } from '../tools/java-runner.ts';
import { activeBase, untilCompacted } from './cleaner-progress.ts';
import { toolAt } from './description.ts';

const TOPIC = 'cleaned';
const FIXTURE = join(houseRoot, 'packages/log/test/fixtures/kafka-4.3.1-cleaning.json.gz');
const PROGRAM = join(houseRoot, 'interop/python/transactions.py');
const ROUNDS = 40;
const RECORDS_A_ROUND = 40;
const KEYS = 30;
/** The same letter: 1 MB of it is next to nothing once it is zipped. */
const VALUE = 'x'.repeat(2_000);

const overrides = {
  'offsets.topic.num.partitions': 1,
  'transaction.state.log.num.partitions': 1,
  'log.cleaner.backoff.ms': 200,
  'log.cleaner.min.cleanable.ratio': 0.01,
  'log.cleaner.dedupe.buffer.size': 1_500_000,
  'log.segment.delete.delay.ms': 100,
};

function roundOf(round: number) {
  const records = Array.from({ length: RECORDS_A_ROUND }, (_, index) => {
    const serial = round * RECORDS_A_ROUND + index;
    const value = serial % 13 === 0 ? null : `${serial} ${VALUE}`;
    return [index % 2 === 0 ? 'a' : 'b', `key-${(serial * 7) % KEYS}`, value];
  });
  return { records, aborts: round % 3 === 0 ? ['a'] : [] };
}

async function write({ bootstrap }: ApacheKafka): Promise<void> {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => roundOf(round));
  const input = JSON.stringify({ transactional: true, rounds });
  const run = await runProgram(PYTHON, [PROGRAM, bootstrap, TOPIC], { input });
  assert.equal(run.code, 0, run.stderr);
}

function imageOf({ dataDirectory }: ApacheKafka): Readonly<Record<string, string>> {
  const path = join(dataDirectory, `${TOPIC}-0`);
  const names = readdirSync(path).filter((name) => !name.endsWith('.deleted'));
  return Object.fromEntries(
    names.toSorted().map((name) => [name, readFileSync(join(path, name)).toString('base64')]),
  );
}

/** What is dirty stays so. */
const idle = { ...overrides, 'log.cleaner.enable': 'false' };
const runner = new JavaRunner();
let kafka = await startApacheKafka({ overrides: idle });
const { dataDirectory, port } = kafka;
const configs = ['cleanup.policy=compact', 'segment.bytes=1048576'];
const settings = configs.flatMap((config) => ['--config', config]);
const create = ['--create', '--topic', TOPIC, '--partitions', '1', ...settings];
await toolAt(runner, kafka.bootstrap)('topics', ...create);
await write(kafka);
await write(kafka);
await kafka.stop();
kafka = await startApacheKafka({ dataDirectory, port, overrides });
// Segments that are full are each cleaned by itself.
await untilCompacted([dataDirectory], new Map([[TOPIC, 0]]));
const cleaned = activeBase([dataDirectory], TOPIC);
await kafka.stop();
kafka = await startApacheKafka({ dataDirectory, port, overrides: idle });
await write(kafka);
await kafka.stop();
const before = imageOf(kafka);
kafka = await startApacheKafka({ dataDirectory, port, overrides });
await untilCompacted([dataDirectory], new Map([[TOPIC, cleaned]]));
await kafka.stop();
const after = imageOf(kafka);
await runner.close();
writeFileSync(FIXTURE, gzipSync(JSON.stringify({ before, after }), { level: 9 }));
console.log(Object.keys(before).join(' '), '\n', Object.keys(after).join(' '));
