// The expected lines are those of Kafka 4.3.1's kafka-verifiable-consumer.sh.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventLine, type ConsumerEvent } from './consumer-events.ts';
import { POLL_RECORDS_MAX, pollsOf, recordSetsOf } from './record-sets.ts';

const record = (partition: number, offset: number) => ({
  topic: 't',
  partition,
  offset,
  key: null,
  value: Buffer.from(String(offset)),
});

test('the lines of all events', () => {
  const partitions = [{ topic: 't', partition: 0 }];
  const offsets = [{ topic: 't', partition: 0, offset: 4 }];
  const table: [ConsumerEvent, string][] = [
    [{ name: 'startup_complete' }, '{"timestamp":7,"name":"startup_complete"}'],
    [
      { name: 'partitions_assigned', partitions },
      '{"timestamp":7,"name":"partitions_assigned","partitions":[{"topic":"t","partition":0}]}',
    ],
    [
      { name: 'record_data', record: record(0, 3) },
      '{"timestamp":7,"name":"record_data","key":null,"value":"3","topic":"t","partition":0,' +
        '"offset":3}',
    ],
    [
      {
        name: 'records_consumed',
        count: 10,
        partitions: [{ topic: 't', partition: 0, count: 4, minOffset: 0, maxOffset: 3 }],
      },
      '{"timestamp":7,"name":"records_consumed","count":10,"partitions":[{"topic":"t",' +
        '"partition":0,"count":4,"minOffset":0,"maxOffset":3}]}',
    ],
    [
      { name: 'offsets_committed', offsets, error: undefined },
      '{"timestamp":7,"name":"offsets_committed","offsets":[{"topic":"t","partition":0,' +
        '"offset":4}],"success":true}',
    ],
    [
      { name: 'offsets_committed', offsets: [], error: 'no' },
      '{"timestamp":7,"name":"offsets_committed","offsets":[],"error":"no","success":false}',
    ],
  ];
  for (const [event, line] of table) assert.equal(eventLine(event, 7), `${line}\n`);
});

test('records count by partition, as many as the limit leaves', () => {
  const poll = [record(0, 0), record(0, 1), record(2, 9), record(0, 2), record(2, 10)];
  assert.deepEqual(recordSetsOf(poll, Infinity).summaries, [
    { topic: 't', partition: 0, count: 3, minOffset: 0, maxOffset: 2 },
    { topic: 't', partition: 2, count: 2, minOffset: 9, maxOffset: 10 },
  ]);
  const limited = recordSetsOf(poll, 3);
  assert.deepEqual(limited.summaries.map(({ count }) => count), [2, 1]);
  assert.deepEqual(limited.records.map(({ offset }) => offset), [0, 1, 9]);
  assert.deepEqual(recordSetsOf(poll, 0).summaries, []);
});

test('a poll gives at most so many', () => {
  const polls = pollsOf(Array.from({ length: 1_001 }, (_, offset) => offset));
  assert.deepEqual(polls.map(({ length }) => length), [POLL_RECORDS_MAX, POLL_RECORDS_MAX, 1]);
  assert.equal(polls[2]?.[0], 1_000);
});
