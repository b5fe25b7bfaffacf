import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inTurn, isQuiet, type Loopback } from './pairs.ts';

test('who is first alternates, the order of the values does not', async () => {
  const order: string[] = [];
  const side = (name: string) => async (): Promise<string> => {
    order.push(name);
    return name;
  };
  assert.deepEqual(await inTurn(0, side('a'), side('b')), ['a', 'b']);
  assert.deepEqual(await inTurn(1, side('a'), side('b')), ['a', 'b']);
  assert.deepEqual(order, ['a', 'b', 'b', 'a']);
});

const CALM: Loopback = { mbs: 2_000, senderCpu: 0.2, receiverCpu: 0.4 };
const CASES: readonly (readonly [string, Partial<Loopback>, boolean])[] = [
  ['nothing moved', {}, true],
  ['a quarter dearer', { receiverCpu: 0.5 }, true],
  ['half as dear again', { receiverCpu: 0.6 }, false],
  ['half as dear', { senderCpu: 0.1 }, false],
];

for (const [name, change, expected] of CASES) {
  test(`the machine was quiet: ${name}`, () => {
    assert.equal(isQuiet(CALM, { ...CALM, ...change }), expected);
  });
}
