// The start of the metadata log is in no checkpoint: its oldest segments leave one by one, so that
// a power failure never takes one and brings an earlier one back, with a hole after it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import type { LogConfig, LogServices, PartitionLog } from '../src/index.ts';
import { batchOf, offsetsIn, servicesOf } from './simulated-log.ts';

const CONFIG: LogConfig = { ...defaultLogConfig, segmentBytes: 400, retentionMs: -1 };
const BATCHES = 40;

function open(services: LogServices): PartitionLog {
  const directory = LogDirectory.open({ services, path: '/data' });
  directory.load(() => CONFIG);
  return directory.openMetadataLog(CONFIG);
}

function append(log: PartitionLog): void {
  for (let n = 0; n < BATCHES; n++) {
    const batch = batchOf({ baseOffset: n, leaderEpoch: 1, valueBytes: 50 });
    const outcome = log.append(batch, { origin: 'raft', leaderEpoch: 1, nowMs: 0 });
    assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
    log.flushAppends();
  }
}

test('a power failure while segments go leaves no hole', async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const universe = new SimulatedUniverse({ seed });
    const log = open(servicesOf(universe.createNode('broker')));
    append(log);
    await universe.resolve(log.flush());
    log.setHighWatermark(BATCHES);
    log.incrementLogStartOffset(BATCHES - 4);
    assert.ok(log.deleteOldSegments(0) > 5);
    universe.kill('broker', 'power');
    const services = servicesOf(universe.restart('broker'));
    const again = open(services);
    assert.equal(again.logEndOffset, BATCHES, `seed ${seed}: the log has lost its end`);
    const offsets = offsetsIn({ log: again, services });
    assert.equal(offsets.length, BATCHES - again.logStartOffset, `seed ${seed}`);
  }
});
