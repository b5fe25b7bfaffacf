// Names of segments that a power failure takes before they were durable: nothing that follows a
// segment which is gone is left, and no log loses its front.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Disk } from '@ottla/base';

import { makeLog, offsetsIn, openLog, PATH, servicesOf, write } from './simulated-log.ts';

const SEEDS = 200;

interface Left {
  readonly offsets: readonly number[];
  readonly logStartOffset: number;
  /** The disk had a segment, but not all of those before it. */
  readonly hadGap: boolean;
}

function hasGap(disk: Disk, bases: readonly number[]): boolean {
  if (disk.stat(PATH) === undefined) return false;
  const names = disk.list(PATH).map(({ name }) => name);
  const isThere = bases.map((base) => names.includes(`${String(base).padStart(20, '0')}.log`));
  const firstLost = isThere.indexOf(false);
  return firstLost >= 0 && isThere.lastIndexOf(true) > firstLost;
}

/** `flushed` records are durable; then come as many as fill many segments, without a flush. */
async function afterPowerFailure(seed: number, flushed: number): Promise<Left> {
  const made = makeLog({ seed, config: { segmentBytes: 300 } });
  const { universe, config, log } = made;
  for (let n = 0; n < flushed; n++) write(log, { valueBytes: 60 });
  if (flushed > 0) await universe.resolve(log.flush());
  const recoveryPoint = log.flushedOffset;
  for (let n = 0; n < 20; n++) write(log, { valueBytes: 60 });
  const bases = log.segments.map(({ baseOffset }) => baseOffset);
  assert.ok(bases.length > 6);
  await universe.advance(universe.prng.float());
  universe.kill('broker', 'power');
  const world = universe.restart('broker');
  const hadGap = hasGap(world.disk, bases);
  const services = servicesOf(world);
  const left = openLog(services, config, { recoveryPoint });
  const offsets = offsetsIn({ log: left, services });
  return { offsets, logStartOffset: left.logStartOffset, hadGap };
}

for (const flushed of [0, 1, 5]) {
  test(`${flushed} durable records stay, and what follows a lost segment goes`, async () => {
    let gaps = 0;
    for (let seed = 0; seed < SEEDS; seed++) {
      const { offsets, logStartOffset, hadGap } = await afterPowerFailure(seed, flushed);
      assert.deepEqual(offsets, [...offsets.keys()], `seed ${seed}`);
      assert.ok(offsets.length >= flushed, `seed ${seed}: ${offsets.length} are left`);
      assert.equal(logStartOffset, 0, `seed ${seed}`);
      if (hadGap) gaps += 1;
    }
    assert.ok(gaps > 5, `only ${gaps} met a segment behind a lost one`);
  });
}
