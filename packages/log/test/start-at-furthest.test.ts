// Which start goes on of two logs of one replica.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { defaultLogConfig, LogDirectory, type PartitionLog, startAtFurthest } from '../src/index.ts';
import { servicesOf, write } from './simulated-log.ts';

const universe = new SimulatedUniverse({ seed: 3 });
const services = servicesOf(universe.createNode('broker'));
let made = 0;

function logOf(records: number, start: number): PartitionLog {
  const directory = LogDirectory.open({ services, path: `/data-${made++}` });
  const log = directory.createLog({ topic: 't', partition: 0, config: defaultLogConfig });
  for (let n = 0; n < records; n++) write(log);
  log.setHighWatermark(start);
  log.incrementLogStartOffset(start);
  return log;
}

test('the start of the other is taken, and what lies below is not visible any more', () => {
  const kept = logOf(20, 3);
  startAtFurthest(kept, [logOf(12, 2), logOf(15, 12), logOf(9, 5)]);
  assert.deepEqual([kept.logStartOffset, kept.highWatermark, kept.logEndOffset], [12, 12, 20]);
});

test('up to the very end', () => {
  const kept = logOf(20, 3);
  startAtFurthest(kept, [logOf(20, 20)]);
  assert.deepEqual([kept.logStartOffset, kept.logEndOffset], [20, 20]);
});

test('its own start stays where none is further, and so does the high watermark', () => {
  const kept = logOf(20, 8);
  kept.setHighWatermark(17);
  startAtFurthest(kept, [logOf(12, 8), logOf(12, 1)]);
  startAtFurthest(kept, []);
  assert.deepEqual([kept.logStartOffset, kept.highWatermark], [8, 17]);
});
