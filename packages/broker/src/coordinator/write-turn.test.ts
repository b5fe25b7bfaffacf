import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { EndOfTurn } from '../net/end-of-turn.ts';
import { WriteTurn } from './write-turn.ts';

test('flushes come before what was added later, and new ones in the next turn', async () => {
  const universe = new SimulatedUniverse({ seed: 1 });
  const { timers } = universe.createNode('broker');
  const endOfTurn = new EndOfTurn(timers);
  const writeTurn = new WriteTurn(endOfTurn);
  const trace: string[] = [];
  endOfTurn.addStage(() => void trace.push('replicas write'));
  writeTurn.request(() => {
    trace.push('first');
    writeTurn.request(() => void trace.push('brought about'));
  });
  writeTurn.request(() => void trace.push('second'));
  assert.deepEqual(trace, []);
  await universe.advance(1);
  const turn = ['first', 'second', 'replicas write'];
  assert.deepEqual(trace, [...turn, 'brought about', 'replicas write']);
});

test('a flush that throws keeps none of the others back', async () => {
  const universe = new SimulatedUniverse({ seed: 1 });
  const endOfTurn = new EndOfTurn(universe.createNode('broker').timers);
  const writeTurn = new WriteTurn(endOfTurn);
  const trace: string[] = [];
  writeTurn.request(() => {
    throw new Error('a bug');
  });
  writeTurn.request(() => void trace.push('second'));
  await assert.rejects(universe.advance(1), /a bug/);
  await universe.advance(1);
  assert.deepEqual(trace, ['second']);
});
