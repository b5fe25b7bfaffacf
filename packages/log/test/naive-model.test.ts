// The log against a model that is a plain array of batches: random histories of appends, reads,
// cuts, rolls, deletions and restarts, shrunk by fast-check where they disagree.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { batchesIn } from '@ottla/protocol';

import { makeLog, planOf, readBytes, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';
import { resolveNow } from '../src/index.ts';

interface ModelBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly timestamp: number;
  readonly bytes: Buffer;
}

class Model {
  batches: ModelBatch[] = [];
  start = 0;
  end = 0;
}

type Step = (made: SimulatedLog, model: Model) => Promise<void> | void;

const append = fc
  .record({
    records: fc.integer({ min: 1, max: 6 }),
    valueBytes: fc.nat(300),
    timestamp: fc.nat(500),
  })
  .map((options): Step => {
    return (made, model) => {
      const baseOffset = write(made.log, { ...options, leaderEpoch: made.log.latestEpoch ?? 0 });
      assert.equal(baseOffset, model.end);
      const lastOffset = baseOffset + options.records - 1;
      const bytes = readBytes(made, { from: baseOffset });
      model.batches.push({ baseOffset, lastOffset, timestamp: options.timestamp, bytes });
      model.end = lastOffset + 1;
    };
  });

const read = fc
  .record({ at: fc.double({ min: 0, max: 1, noNaN: true }), maxBytes: fc.nat(2_000) })
  .map(({ at, maxBytes }): Step => {
    return (made, model) => {
      const offset = model.start + Math.floor(at * (model.end - model.start));
      const resolved = resolveNow(made.services, planOf(made.log, offset, { maxBytes }));
      const bytes = Buffer.concat(resolved.chunks);
      resolved.release();
      const from = model.batches.findIndex((batch) => batch.lastOffset >= offset);
      const wanted = Buffer.concat(
        from < 0 ? [] : model.batches.slice(from).map((one) => one.bytes),
      );
      assert.ok(wanted.subarray(0, bytes.length).equals(bytes), `a read at ${offset}`);
      const whole = [...batchesIn(bytes)].length;
      assert.ok(whole > 0 || from < 0, 'at least one batch');
      const first = model.batches[from]?.bytes.length ?? 0;
      assert.ok(bytes.length <= Math.max(maxBytes, first), `${bytes.length} of ${maxBytes} bytes`);
    };
  });

const cut = fc.double({ min: 0, max: 1, noNaN: true }).map((at): Step => {
  return async (made, model) => {
    const offset = model.start + Math.floor(at * (model.end - model.start));
    // The next leader's term, as it is in life.
    const epoch = (made.log.latestEpoch ?? 0) + 1;
    await made.universe.resolve(made.log.truncateTo(offset));
    made.log.assignLeaderEpoch(epoch, made.log.logEndOffset);
    if (offset < model.end) model.end = offset;
    model.batches = model.batches.filter((batch) => batch.lastOffset < offset);
  };
});

const remove = fc.double({ min: 0, max: 1, noNaN: true }).map((at): Step => {
  return (made, model) => {
    made.log.setHighWatermark(made.log.writtenOffset);
    const offset = model.start + Math.floor(at * (model.end - model.start));
    made.log.incrementLogStartOffset(offset);
    made.log.deleteOldSegments(1_000);
    model.start = offset;
    model.batches = model.batches.filter((batch) => batch.lastOffset >= offset);
  };
});

const roll: Step = (made) => made.log.roll();
const flush: Step = (made) => made.universe.resolve(made.log.flush());
const tick: Step = (made) => {
  made.log.tick(made.world.clock.wallMs());
  made.services.openFiles.closeIdle();
};

const reopen = fc.constantFrom('close' as const, 'process' as const).map((end): Step => {
  return async (made, model) => {
    await made.reopen({ end, recoveryPoint: made.log.flushedOffset, logStartOffset: model.start });
    // A cut within a batch left the end above the last batch; a restart only knows batches.
    const last = model.batches.at(-1);
    model.end = Math.max(
      model.start,
      last === undefined ? made.log.logEndOffset : last.lastOffset + 1,
    );
  };
});

const search = fc.nat(510).map((timestamp): Step => {
  return (made, model) => {
    const wanted = model.batches.find((batch) => batch.timestamp >= timestamp);
    const found = made.log.offsetForTimestamp(timestamp);
    const offset = wanted === undefined ? undefined : Math.max(wanted.baseOffset, model.start);
    assert.equal(found?.offset, offset, `the first record at ${timestamp}`);
  };
});

const steps = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: append },
    { weight: 6, arbitrary: read },
    { weight: 2, arbitrary: search },
    { weight: 1, arbitrary: cut },
    { weight: 1, arbitrary: remove },
    { weight: 1, arbitrary: fc.constantFrom(roll, flush, tick) },
    { weight: 1, arbitrary: reopen },
  ),
  { maxLength: 60, size: 'max' },
);

for (const tailBytesMax of [0, 4_000, 16_000_000]) {
  test(`a log is an array of batches, with ${tailBytesMax} bytes of tail`, async () => {
    const sizes = fc.integer({ min: 2_200, max: 6_000 });
    const property = fc.asyncProperty(steps, sizes, async (all, segmentBytes) => {
      const config = { segmentBytes, indexIntervalBytes: 200 };
      // Two descriptors for all segments: they are closed and opened all the time.
      const made = makeLog({ tailBytesMax, openFilesMax: 2, config });
      const model = new Model();
      for (const step of all) {
        await step(made, model);
        assert.deepEqual(
          [made.log.logStartOffset, made.log.logEndOffset],
          [model.start, model.end],
        );
      }
      const found = readBytes(made, { from: model.start });
      assert.ok(found.equals(Buffer.concat(model.batches.map(({ bytes }) => bytes))));
      assert.equal(made.services.readPool.leasedSlabs, 0);
      assert.ok(made.services.openFiles.count <= 2);
    });
    await fc.assert(property, { numRuns: 150, seed: tailBytesMax + 1 });
  });
}
