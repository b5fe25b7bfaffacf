import assert from 'node:assert/strict';
import { test } from 'node:test';

import { rowsBesideStreams, threeInTurn } from './sides.ts';

test('each side is measured once a pair, ours first and last in turn', async () => {
  const order: string[] = [];
  const note = async (name: string): Promise<string> => {
    order.push(name);
    return name;
  };
  const sides = { ours: () => note('Ottla'), peer: ({ name }: { name: string }) => note(name) };
  const expected = { ours: 'Ottla', nats: 'NATS JetStream', redis: 'Redis Streams' };
  assert.deepEqual(await threeInTurn(0, sides), expected);
  assert.deepEqual(order.splice(0), ['Ottla', 'NATS JetStream', 'Redis Streams']);
  assert.deepEqual(await threeInTurn(1, sides), expected);
  assert.deepEqual(order, ['Redis Streams', 'NATS JetStream', 'Ottla']);
});

test('our figure stands beside each of the two, under its own demand', () => {
  const figure = { what: 'rate', unit: 'records/s', of: (side: number) => side };
  const rows = rowsBesideStreams(
    [{ ours: 6, nats: 2, redis: 3 }],
    [{ ...figure, bound: { atLeast: 2 } }],
    [figure],
  );
  assert.deepEqual(rows, [
    {
      what: 'rate',
      unit: 'records/s',
      peer: 'NATS JetStream',
      bound: { atLeast: 2 },
      samples: [{ ours: 6, peer: 2 }],
    },
    { what: 'rate', unit: 'records/s', peer: 'Redis Streams', samples: [{ ours: 6, peer: 3 }] },
  ]);
});
