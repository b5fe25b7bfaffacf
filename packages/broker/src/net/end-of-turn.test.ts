import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Timers } from '@ottla/base';

import { EndOfTurn, TURN_BYTES_MAX } from './end-of-turn.ts';

/** A turn that ends when the test says so. */
class Turn implements Timers {
  readonly #tasks: (() => void)[] = [];

  endOfTurn(task: () => void): void {
    this.#tasks.push(task);
  }

  after(): never {
    throw new Error('no timer is expected');
  }

  end(): void {
    for (const task of this.#tasks.splice(0)) task();
  }
}

function setUp(stage: (endOfTurn: EndOfTurn) => void = () => {}) {
  const turn = new Turn();
  const ran: string[] = [];
  const endOfTurn = new EndOfTurn(turn);
  endOfTurn.addStage(() => {
    ran.push('write');
    stage(endOfTurn);
  });
  endOfTurn.addStage(() => ran.push('send'));
  return { turn, ran, endOfTurn };
}

test('the stages run once a turn, in their order, and only where something happened', () => {
  const { turn, ran, endOfTurn } = setUp();
  turn.end();
  assert.deepEqual(ran, []);
  endOfTurn.request();
  endOfTurn.request();
  assert.deepEqual(ran, []);
  turn.end();
  turn.end();
  assert.deepEqual(ran, ['write', 'send']);
});

test('a turn in which much is received ends early, as often as that much comes', () => {
  const { turn, ran, endOfTurn } = setUp();
  endOfTurn.request();
  endOfTurn.received(TURN_BYTES_MAX - 1);
  assert.equal(ran.length, 0);
  endOfTurn.received(1);
  assert.deepEqual(ran, ['write', 'send']);
  endOfTurn.received(TURN_BYTES_MAX - 1);
  assert.equal(ran.length, 2);
  endOfTurn.received(TURN_BYTES_MAX);
  assert.equal(ran.length, 4);
  // The end that was asked for still comes: what was handled since the last run is its business.
  turn.end();
  assert.equal(ran.length, 6);
});

test('bytes for which nothing was asked end no turn', () => {
  const { turn, ran, endOfTurn } = setUp();
  endOfTurn.received(10 * TURN_BYTES_MAX);
  turn.end();
  assert.deepEqual(ran, []);
});

test('a stage that receives does not run the stages within themselves', () => {
  const { turn, ran, endOfTurn } = setUp((each) => each.received(TURN_BYTES_MAX));
  endOfTurn.request();
  turn.end();
  assert.deepEqual(ran, ['write', 'send']);
});

test('what a stage asks for belongs to the next turn', () => {
  let times = 0;
  const { turn, ran, endOfTurn } = setUp((each) => {
    if (times++ === 0) each.request();
  });
  endOfTurn.request();
  turn.end();
  assert.equal(ran.length, 2);
  turn.end();
  assert.equal(ran.length, 4);
  turn.end();
  assert.equal(ran.length, 4);
});
