// A batch that is found lengthy is examined elsewhere and appended with the verdict: the log is
// then as if it had been checked on the spot.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BatchBuilder, errors, RecordBatch } from '@ottla/protocol';
import type { Codec, ProduceVerdict } from '@ottla/protocol';

import { examineBatchJob } from '../src/index.ts';
import type { LogConfig } from '../src/index.ts';
import { AS_CLIENT, makeLog, readAll } from './simulated-log.ts';

const NOW = 5000;

function batchOf(codec: Codec): Uint8Array {
  const builder = new BatchBuilder({ codec });
  for (let index = 0; index < 200; index++) builder.append(index, null, `${index}`.padEnd(1000));
  return builder.finish();
}

/** As another thread would see the batch, and what comes back from there. */
function examined(bytes: Uint8Array, rules: Parameters<typeof examineBatchJob.run>[0]['rules']) {
  const input = structuredClone({ bytes, rules, nowMs: NOW });
  return structuredClone(examineBatchJob.run(input));
}

const CONFIGS: readonly (readonly [string, Partial<LogConfig>, ProduceVerdict['kind']])[] = [
  ['as it is', {}, 'keep'],
  ['with the time of the log', { messageTimestampType: 'LogAppendTime' }, 'patch'],
  ['in another codec', { compressionType: 'lz4' }, 'rewrite'],
  [
    'in another codec, with the time of the log',
    { compressionType: 'lz4', messageTimestampType: 'LogAppendTime' },
    'rewrite',
  ],
];

for (const [name, config, kind] of CONFIGS) {
  test(`a lengthy batch is stored ${name}, as one that is checked at once`, () => {
    const [away, atOnce] = [makeLog({ config }), makeLog({ config })];
    const bytes = batchOf('zstd');
    const first = away.log.appendQuickly(bytes, { ...AS_CLIENT, nowMs: NOW }, 1000);
    assert.equal(first.kind, 'lengthy');
    assert.equal(away.log.logEndOffset, 0);
    const verdict = examined(bytes, first.rules);
    assert.equal(verdict.kind, kind);
    const later = { ...AS_CLIENT, nowMs: NOW + 700 };
    const outcome = away.log.append(bytes, { ...later, verdict });
    assert.deepEqual(outcome, atOnce.log.append(batchOf('zstd'), later));
    for (const { log } of [away, atOnce]) log.flushAppends();
    assert.deepEqual(readAll(away), readAll(atOnce));
    assert.equal(readAll(away).length, 200);
  });
}

test('the refusal of an examination is a refusal of the append', () => {
  const { log } = makeLog({ config: { decompressedBytesMax: 100_000 } });
  const bytes = batchOf('zstd');
  const first = log.appendQuickly(bytes, AS_CLIENT, 1000);
  assert.equal(first.kind, 'lengthy');
  const verdict = examined(bytes, first.rules);
  const outcome = log.append(bytes, { ...AS_CLIENT, verdict });
  assert.ok(outcome.kind === 'refused');
  assert.equal(outcome.error, errors.MESSAGE_TOO_LARGE);
  assert.equal(log.logEndOffset, 0);
});

test('the sequence counts when the batch is appended, not when it is examined', () => {
  const { log } = makeLog();
  const bySequence = (baseSequence: number): Uint8Array => {
    const producer = { producerId: 7, producerEpoch: 0, baseSequence, isTransactional: false };
    const builder = new BatchBuilder({ codec: 'gzip', producer });
    builder.append(0, null, 'a');
    return builder.finish();
  };
  const [first, second] = [bySequence(0), bySequence(1)];
  const lengthy = log.appendQuickly(second, AS_CLIENT, 0);
  assert.equal(lengthy.kind, 'lengthy');
  const verdict = examined(second, lengthy.rules);
  assert.equal(log.append(first, AS_CLIENT).kind, 'appended');
  assert.equal(log.append(second, { ...AS_CLIENT, verdict }).kind, 'appended');
  assert.equal(log.append(bySequence(1), { ...AS_CLIENT, verdict }).kind, 'duplicate');
  assert.equal(new RecordBatch(second).baseOffset, 1);
});
