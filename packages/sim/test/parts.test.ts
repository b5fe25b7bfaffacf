// The parts of a simulation that are easily wrong without anybody noticing: values that tell
// whether they are intact, what a seed draws, links that are cut twice, a disk that is in trouble.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Prng, SimulatedUniverse } from '@ottla/base';

import { Cuts } from '../src/faults/cuts.ts';
import { DiskTrouble } from '../src/faults/disk-trouble.ts';
import { idIn, payloadOf } from '../src/history/payload.ts';
import { drawScenario } from '../src/index.ts';

describe('values', () => {
  test('begin with their id and are as long as was asked for', () => {
    const value = payloadOf('producer-1.2.3', 500);
    assert.equal(value.length, 500);
    assert.equal(idIn(value), 'producer-1.2.3');
    assert.equal(payloadOf('producer-1.2.3', 2), 'producer-1.2.3|');
    assert.equal(idIn('no value of ours'), '');
  });

  test('of two ids are not mixed up by their filling', () => {
    assert.notEqual(payloadOf('a', 30).slice(2), payloadOf('abc', 32).slice(4));
  });
});

describe('a scenario', () => {
  test('is the same for the same seed, and another for another', () => {
    const draw = (seed: number) => JSON.stringify(drawScenario({ seed, minutes: 10 }));
    assert.equal(draw(7), draw(7));
    assert.notEqual(draw(7), draw(8));
  });

  test('always has a topic that keeps everything, and an idempotent producer for it', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const { topics, producers, groups, readers } = drawScenario({ seed, minutes: 10 });
      const [first] = topics;
      assert.equal(first?.kind, 'kept');
      assert.equal(producers[0]?.isIdempotent, true);
      for (const each of [...producers, ...groups, ...readers]) {
        assert.ok(each.topics.includes(first.name), `seed ${seed}`);
      }
    }
  });

  test('in which everything is durable says so of all topics and of offsets', () => {
    const { topics, areOffsetsDurable, settings } = drawScenario({
      seed: 1,
      minutes: 10,
      isDurable: true,
    });
    assert.ok(topics.every(({ isDurable }) => isDurable) && areOffsetsDurable);
    assert.equal(settings['log.flush.interval.messages'], '1');
  });
});

test('a link that is cut twice is open when both cuts are over', () => {
  const universe = new SimulatedUniverse({ seed: 1 });
  const cuts = new Cuts(universe);
  const isBlocked = () => universe.network.link('a', 'b').blocked;
  const first = cuts.cut('a', 'b');
  const second = cuts.cut('a', 'b');
  first();
  assert.equal(isBlocked(), true);
  first();
  second();
  assert.equal(isBlocked(), false);
  assert.equal(universe.network.link('b', 'a').blocked, false);
});

describe('a disk in trouble', () => {
  const trouble = () => {
    const universe = new SimulatedUniverse({ seed: 1 });
    const { disk } = universe.createNode('broker');
    const hits: string[] = [];
    const storage = universe.storage('broker');
    const it = new DiskTrouble(storage, new Prng(1), (hit) => hits.push(hit));
    return { disk, hits, storage, trouble: it };
  };

  test('fails as many calls as it was told to', () => {
    const { disk, hits, trouble: it } = trouble();
    it.fail({ operation: 'write', code: 'EIO', count: 2 });
    for (const _ of [1, 2]) assert.throws(() => disk.writeFile('/f', Buffer.alloc(1)), /EIO/);
    disk.writeFile('/f', Buffer.alloc(1));
    assert.deepEqual(hits, ['write failed', 'write failed']);
  });

  test('tells of each call at the moment of its effect', async () => {
    const universe = new SimulatedUniverse({ seed: 1 });
    const { disk } = universe.createNode('broker');
    const file = disk.open('/f', 'create');
    const it = new DiskTrouble(universe.storage('broker'), new Prng(1), () => {});
    const called: string[] = [];
    const unwatch = it.called.watch((operation) => called.push(operation));
    file.write([Buffer.alloc(1)], 0);
    const synced = file.syncAsync();
    assert.deepEqual(called, ['write']);
    await universe.resolve(synced);
    unwatch();
    file.write([Buffer.alloc(1)], 0);
    assert.deepEqual(called, ['write', 'sync']);
  });

  test('is as slow as all that slows it down, each until its own end', () => {
    const { hits, storage, trouble: it } = trouble();
    const slowness = { operations: ['sync'], chance: 1, delayMsMax: 10 } as const;
    const ends = [it.slowDown(slowness), it.slowDown(slowness)];
    const timesSlow = () => {
      hits.length = 0;
      storage.faults.delayMs('sync', '/f');
      return hits.length;
    };
    assert.equal(storage.faults.delayMs('write', '/f'), 0);
    assert.equal(timesSlow(), 2);
    ends[0]?.();
    ends[0]?.();
    assert.equal(timesSlow(), 1);
    ends[1]?.();
    assert.equal(timesSlow(), 0);
  });

  test('is full until it is not', () => {
    const { disk, trouble: it } = trouble();
    disk.writeFile('/f', Buffer.alloc(100));
    it.leaveFree(10);
    assert.throws(() => disk.writeFile('/g', Buffer.alloc(11)), /ENOSPC/);
    it.leaveFree(undefined);
    disk.writeFile('/g', Buffer.alloc(11));
  });
});
