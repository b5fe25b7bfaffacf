// Large compressed batches are unfolded and folded elsewhere; small ones here, and large ones too
// where the worker fails, so that an error is told as what it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Prng } from '@ottla/base';
import type { Offload } from '@ottla/base';
import {
  BatchBuilder,
  CompressionError,
  decompress,
  RecordBatch,
  RecordCursor,
} from '@ottla/protocol';
import type { Codec } from '@ottla/protocol';

import { fold, isLargeCompressed, unfold } from './large-batches.ts';

function batchOf(codec: Codec, records: number): RecordBatch {
  const prng = new Prng(1);
  const builder = new BatchBuilder({ codec, baseOffset: 40 });
  for (let n = 0; n < records; n++) builder.append(1_000 + n, prng.bytes(8), prng.bytes(300));
  return new RecordBatch(builder.finish(), 0);
}

function offsetsAndKeys(batch: RecordBatch): string[] {
  const cursor = new RecordCursor().open(batch);
  const found: string[] = [];
  while (cursor.next()) {
    const key = Buffer.from(cursor.key ?? []).toString('hex');
    found.push(`${cursor.offset} ${cursor.timestamp} ${key}`);
  }
  return found;
}

/** Does the work, and counts it. */
function counting(): Offload & { jobs: string[] } {
  const jobs: string[] = [];
  return {
    jobs,
    run: (job, input) => {
      jobs.push(job.name);
      return Promise.resolve(job.run(structuredClone(input)));
    },
  };
}

for (const codec of ['gzip', 'snappy', 'lz4', 'zstd'] as const) {
  test(`${codec}: what a worker unfolds has the same records, and folds again`, async () => {
    const offload = counting();
    const batch = batchOf(codec, 200);
    assert.ok(isLargeCompressed(batch));
    const plain = await unfold(batch, offload);
    assert.deepEqual(offsetsAndKeys(plain), offsetsAndKeys(batch));
    const content = plain.bytes.subarray(plain.recordsStart);
    const blob = await fold({ codec, content }, offload);
    assert.deepEqual(Buffer.from(decompress(codec, blob, 1e9)), Buffer.from(content));
    assert.deepEqual(offload.jobs, ['unfoldBatch', 'compressContent']);
  });
}

test('small batches, and those without a codec, stay here', async () => {
  const offload = counting();
  assert.equal(isLargeCompressed(batchOf('gzip', 3)), false);
  assert.equal(isLargeCompressed(batchOf('none', 200)), false);
  const content = new Prng(1).bytes(100_000);
  assert.equal(await fold({ codec: 'none', content }, offload), content);
  await fold({ codec: 'zstd', content: content.subarray(0, 1_000) }, offload);
  assert.deepEqual(offload.jobs, []);
});

test('an error of a worker is told as the error that it is', async () => {
  const batch = batchOf('zstd', 200);
  batch.bytes.fill(0, batch.recordsStart);
  const failing: Offload = { run: () => Promise.reject(new Error('a clone without a class')) };
  await assert.rejects(unfold(batch, failing), CompressionError);
});
