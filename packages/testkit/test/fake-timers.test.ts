// Fake timers of a test runner are for the application: broker and clients go on.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startKafka } from '../src/index.ts';

test('a broker and its clients run beside fake timers', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'setImmediate', 'Date'], now: 1 });
  await using kafka = await startKafka({ topics: ['t'] });
  const { timestamp } = await kafka.producer({ lingerMs: 5 }).send({ topic: 't', value: 'x' });
  assert.ok(timestamp > 1, 'the broker has the real time');
  const consumer = kafka.consumer({ groupId: 'g', autoOffsetReset: 'earliest' });
  consumer.subscribe('t');
  const batch = await consumer.next();
  assert.equal([...batch].length, 1);
  await kafka.expectGroup('g', { state: 'Stable', members: 1 });
});
