import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Random } from '@ottla/base';

import { chooseNode, type NodeCandidate, type NodeState } from './node-choice.ts';

function always(value: number): Random {
  return { float: () => 0, uint32: () => value, bytes: () => new Uint8Array() };
}

const ready = (inFlight: number, heldUp = false): NodeState => {
  return { kind: 'ready', inFlight, sendable: true, heldUp };
};
const full: NodeState = { kind: 'ready', inFlight: 5, sendable: false, heldUp: false };
const connecting: NodeState = { kind: 'connecting' };
const idle: NodeState = { kind: 'idle' };
const backingOff: NodeState = { kind: 'backing-off' };

describe('the least loaded node', () => {
  const table: readonly (readonly [string, readonly NodeState[], number | undefined])[] = [
    ['none at all', [], undefined],
    ['the fewest in flight', [ready(3), ready(1), ready(2)], 1],
    ['one that answers at once before one that is held up', [ready(1, true), ready(3)], 1],
    ['of those that are held up the fewest in flight', [ready(2, true), ready(1, true)], 1],
    ['one that is held up before one being connected', [connecting, ready(1, true)], 1],
    ['a connected one before one being connected', [connecting, ready(4)], 1],
    ['one being connected before a new one', [idle, connecting], 1],
    ['a new one before one that is full', [full, idle], 1],
    ['a full one before none', [backingOff, full], 1],
    ['none while all are backing off', [backingOff, backingOff], undefined],
  ];
  for (const [title, states, expected] of table) {
    test(title, () => {
      const candidates = states.map((state, id): NodeCandidate => ({ id, state }));
      for (const chance of [0, 1, 2]) {
        assert.equal(chooseNode(candidates, always(chance)), expected);
      }
    });
  }

  test('equals are chosen by chance', () => {
    const candidates = [0, 1, 2].map((id): NodeCandidate => ({ id, state: idle }));
    assert.deepEqual([0, 1, 2].map((chance) => chooseNode(candidates, always(chance))), [0, 1, 2]);
  });
});
