// The expected lines are those of Kafka 4.3.1's kafka-console-consumer.sh.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { coordinatorFormatter, type CoordinatorRecord } from './coordinator-formatter.ts';
import { DeserializationError } from './deserializers.ts';

/** `offset 4 of words in vc1`, as a broker of 4.3 stores it. */
const OFFSET_KEY = '000100037663310005776f72647300000000';
const OFFSET_VALUE = `0003${'0000000000000004'}ffffffff0000${'00000197a1b2c3d4'}`;
const GROUP_KEY = '000200037663310000'.slice(0, 14);

function printed(className: string, key: string | null, value: string | null): string {
  const format = coordinatorFormatter(className);
  assert.ok(format !== undefined);
  const record: CoordinatorRecord = {
    key: key === null ? null : Buffer.from(key, 'hex'),
    value: value === null ? null : Buffer.from(value, 'hex'),
    offset: 9,
  };
  const out: Uint8Array[] = [];
  // A formatter looks at nothing else of the record.
  format(record as Parameters<typeof format>[0], out);
  return Buffer.concat(out).toString();
}

describe('offsets', () => {
  test('a commit', () => {
    assert.equal(
      printed('OffsetsMessageFormatter', OFFSET_KEY, OFFSET_VALUE),
      '{"key":{"type":1,"data":{"group":"vc1","topic":"words","partition":0}},' +
        '"value":{"version":3,"data":{"offset":4,"leaderEpoch":-1,"metadata":"",' +
        `"commitTimestamp":${Number.parseInt('197a1b2c3d4', 16)}}}}`,
    );
  });

  test('a tombstone', () => {
    assert.equal(
      printed('OffsetsMessageFormatter', OFFSET_KEY, null),
      '{"key":{"type":1,"data":{"group":"vc1","topic":"words","partition":0}},"value":null}',
    );
  });
});

test('each formatter shows its own records only', () => {
  assert.equal(
    printed('GroupMetadataMessageFormatter', GROUP_KEY, null),
    '{"key":{"type":2,"data":{"group":"vc1"}},"value":null}',
  );
  assert.equal(printed('OffsetsMessageFormatter', GROUP_KEY, null), '');
  assert.equal(printed('GroupMetadataMessageFormatter', OFFSET_KEY, OFFSET_VALUE), '');
  assert.equal(printed('ShareGroupMessageFormatter', OFFSET_KEY, OFFSET_VALUE), '');
});

test('records without a key, and of later releases, are left out', () => {
  assert.equal(printed('OffsetsMessageFormatter', null, OFFSET_VALUE), '');
  assert.equal(printed('OffsetsMessageFormatter', '7fff0000', null), '');
});

test('a damaged record is told with its offset', () => {
  assert.throws(
    () => printed('OffsetsMessageFormatter', OFFSET_KEY, '0003'),
    (error) =>
      error instanceof DeserializationError &&
      error.message.startsWith('Could not read record at offset 9 due to: '),
  );
});

test('there is no other', () => {
  assert.equal(coordinatorFormatter('NoSuchFormatter'), undefined);
});
