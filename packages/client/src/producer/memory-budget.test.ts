import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';

import { MemoryBudget } from './memory-budget.ts';

let universe: SimulatedUniverse;
let budget: MemoryBudget;

beforeEach(() => {
  universe = new SimulatedUniverse({ seed: 1 });
  budget = new MemoryBudget(universe.createNode('client'), 100);
});

const wait = { timeoutMs: 50, waitingFor: 'memory' };

describe('the memory of a producer', () => {
  test('is given while there is some, to the last byte', () => {
    assert.ok(budget.tryTake(60));
    assert.ok(budget.tryTake(40));
    assert.equal(budget.tryTake(1), false);
    assert.equal(budget.usedBytes, 100);
  });

  test('goes to those who wait in their order, also where a later one would fit', async () => {
    assert.ok(budget.tryTake(80));
    const served: string[] = [];
    const waiting = [
      budget.take(70, wait).then(() => served.push('large')),
      budget.take(10, wait).then(() => served.push('small')),
    ];
    assert.equal(budget.tryTake(5), false);
    assert.equal(budget.isExhausted, true);
    budget.release(80);
    await universe.resolve(Promise.all(waiting));
    assert.deepEqual(served, ['large', 'small']);
    assert.equal(budget.usedBytes, 80);
  });

  test('is not lost with one who gave up, and the next is served', async () => {
    assert.ok(budget.tryTake(50));
    const large = budget.take(90, wait);
    const small = budget.take(40, { ...wait, timeoutMs: 500 });
    await assert.rejects(universe.resolve(large), /waiting for memory/);
    await universe.resolve(small);
    assert.equal(budget.usedBytes, 90);
    budget.release(90);
    assert.equal(budget.usedBytes, 0);
    assert.equal(budget.isExhausted, false);
  });
});
