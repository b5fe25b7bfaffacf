// The budget as a table of claims: who gets room, in which order, and who waits.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Claimant, ReceiveBudget } from './receive-budget.ts';

class Sender implements Claimant {
  grants = 0;
  roomGranted(): void {
    this.grants += 1;
  }
}

function budgetOf(limitBytes: number) {
  const clock = { nowMs: 0, monotonicMs: () => clock.nowMs, wallMs: () => clock.nowMs };
  return { budget: new ReceiveBudget(clock, limitBytes), clock };
}

test('a claim is granted up to the last byte, and not beyond', () => {
  const { budget } = budgetOf(100);
  budget.holds(40);
  assert.equal(budget.claim(new Sender(), 60), true);
  assert.equal(budget.usedBytes, 100);
  assert.equal(budget.isExhausted, true);
  const { budget: other } = budgetOf(100);
  other.holds(40);
  assert.equal(other.claim(new Sender(), 61), false);
  assert.equal(other.usedBytes, 40);
});

test('claims that wait are granted in their order, also where a later one would fit', () => {
  const { budget } = budgetOf(100);
  const [first, second, third] = [new Sender(), new Sender(), new Sender()];
  budget.holds(80);
  assert.equal(budget.claim(first, 50), false);
  assert.equal(budget.claim(second, 10), false);
  assert.equal(budget.claim(third, 60), false);
  budget.holds(-30);
  assert.deepEqual([first.grants, second.grants, third.grants], [1, 0, 0]);
  budget.unclaim(first);
  assert.deepEqual([first.grants, second.grants, third.grants], [1, 1, 0]);
  budget.holds(-50);
  assert.deepEqual([first.grants, second.grants, third.grants], [1, 1, 1]);
  assert.equal(budget.usedBytes, 70);
});

test('a claim that is given up makes room for those behind it', () => {
  const { budget } = budgetOf(100);
  const [first, second] = [new Sender(), new Sender()];
  budget.holds(50);
  budget.claim(first, 100);
  budget.claim(second, 50);
  budget.unclaim(first);
  assert.equal(second.grants, 1);
  budget.unclaim(second);
  assert.equal(budget.usedBytes, 50);
});

test('a request larger than everything gets everything', () => {
  const { budget } = budgetOf(100);
  const huge = new Sender();
  assert.equal(budget.claim(huge, 1000), true);
  assert.equal(budget.usedBytes, 100);
  budget.unclaim(huge);
  assert.equal(budget.usedBytes, 0);
});

test('relief is told once, and the time without room adds up', () => {
  const { budget, clock } = budgetOf(100);
  let reliefs = 0;
  budget.onRelief(() => (reliefs += 1));
  budget.holds(99);
  assert.equal(budget.isExhausted, false);
  budget.holds(1);
  assert.equal(budget.isExhausted, true);
  clock.nowMs = 70;
  assert.equal(budget.exhaustedMs, 70);
  budget.holds(-1);
  budget.holds(-50);
  assert.equal(reliefs, 1);
  clock.nowMs = 100;
  assert.equal(budget.exhaustedMs, 70);
});

test('a limit that is raised lets those who wait begin', () => {
  const { budget } = budgetOf(10);
  const sender = new Sender();
  budget.holds(10);
  budget.claim(sender, 10);
  budget.limitBytes = 20;
  assert.equal(sender.grants, 1);
});
