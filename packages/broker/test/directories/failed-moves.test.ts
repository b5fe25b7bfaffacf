// Moves that fail count until they are begun again, or the replica goes; what the controller is yet
// to hear of is counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MovingNode } from './moving-node.ts';

const CONFIG = { segmentBytes: 1500, indexIntervalBytes: 300, fileDeleteDelayMs: 5 };

test('a move whose directory fails counts', async () => {
  const node = new MovingNode(1, CONFIG);
  await node.until(() => node.assigned !== undefined, 200);
  for (let n = 0; n < 10; n++) node.append();
  await node.universe.advance(100);
  const { moves } = node.life;
  assert.equal(moves.failedCount, 0);
  node.faults.failure = (operation, path) =>
    operation === 'write' && /^\/two\/.*\.log$/.test(path) ? 'EIO' : undefined;
  assert.equal(node.move('/two'), 'NONE');
  assert.ok(await node.until(() => moves.count === 0, 1_000));
  assert.deepEqual([moves.failedCount, moves.maxLag, moves.readsPerSecond], [1, 0, 0]);
  await node.restart('process');
  assert.equal(node.life.moves.failedCount, 0, 'of this process');
});
