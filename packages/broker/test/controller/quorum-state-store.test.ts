// The file `quorum-state` and what a start may rely on.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { Died, FatalCall } from '../../../log/test/prove/fatal-call.ts';
import { QuorumStateStore } from '../../src/controller/quorum-state-store.ts';

const FORMAT = { kraftVersion: 1, voterIds: [1, 2, 3] };
const DIRECTORY_ID = 'J8aAPcfLQt2bqs1JT_rMgQ';

const voteOf = (epoch: number) => ({
  epoch,
  leaderId: -1,
  votedKey: { id: 2, directoryId: DIRECTORY_ID },
});

test('a vote that was read once is durable, however the process that wrote it died', () => {
  let readCount = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const universe = new SimulatedUniverse({ seed });
    const { disk } = universe.createNode('node');
    disk.makeDirectory('/data');
    disk.syncDirectory('/');
    const store = new QuorumStateStore(disk, '/data');
    store.write(voteOf(4), FORMAT);
    // Opened, written, synced, renamed: the name is there and may be lost.
    const fatal = new FatalCall(universe.storage('node'), 4);
    assert.throws(() => store.write(voteOf(5), FORMAT), Died);
    fatal.end();
    universe.kill('node', 'process');
    const read = new QuorumStateStore(universe.restart('node').disk, '/data').read();
    if (read?.epoch === 5) readCount += 1;
    universe.kill('node', 'power');
    const again = new QuorumStateStore(universe.restart('node').disk, '/data').read();
    assert.deepEqual(again, read, `seed ${seed}`);
  }
  assert.equal(readCount, 40, 'the death came before the new name, or after it was durable');
});
