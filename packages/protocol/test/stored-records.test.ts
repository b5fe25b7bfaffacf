// The framings of stored records, against bytes laid out by hand (facts/wire-format §4 of Kafka
// 4.3).

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  consumerProtocolSubscription,
  DecodeError,
  decodeMessage,
  decodeVersioned,
  encodeMessage,
  encodeVersioned,
  endTxnMarker,
  groupCoordinatorRecords,
  kRaftVersionRecord,
  metadataRecords,
  noOpRecord,
  offsetCommitKey,
  offsetCommitValue,
  readCoordinatorRecord,
  readMetadataRecord,
  remoteLogMetadataRecords,
  remotePartitionDeleteMetadataRecord,
  shareCoordinatorRecords,
  topicRecord,
  transactionCoordinatorRecords,
  writeCoordinatorKey,
  writeCoordinatorValue,
  writeMetadataRecord,
} from '../src/index.ts';

function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
}

describe('a metadata record', () => {
  const record = { name: 'ab', topicId: 'AAAAAAAAAAEAAAAAAAAAAg' };
  const framed = hex('01 02 00  03 6162  00000000000000010000000000000002  00');

  it('is framed by frame version, type and version', () => {
    assert.deepEqual(writeMetadataRecord(topicRecord, record, 0), framed);
    const read = readMetadataRecord(framed);
    assert.equal(read.codec, topicRecord);
    assert.equal(read.version, 0);
    assert.partialDeepStrictEqual(read.record, record);
  });

  it('of the remote log has its own types', () => {
    const bytes = writeMetadataRecord(remotePartitionDeleteMetadataRecord, { brokerId: 7 }, 0);
    const read = readMetadataRecord(bytes, remoteLogMetadataRecords);
    assert.equal(read.codec, remotePartitionDeleteMetadataRecord);
    assert.partialDeepStrictEqual(read.record, { brokerId: 7 });
  });

  const refused: readonly [what: string, bytes: string, says: RegExp][] = [
    ['frame version 0', '00 02 00', /frameVersion: is 0, only 1 is known/],
    ['an unknown type', '01 7f 00', /type: 127 is no type of record/],
    ['an unknown version', '01 02 05', /TopicRecord v5: this version is not known, 0 to 0 are/],
    ['bytes behind it', '01 14 00 00 ff', /NoOpRecord v0: is followed by 1 bytes/],
    ['no body', '01 02', /version: needs 1 byte, 0 are left/],
  ];
  for (const [what, bytes, says] of refused) {
    it(`with ${what} is refused`, () => {
      assert.throws(
        () => readMetadataRecord(hex(bytes)),
        (error) => error instanceof DecodeError && says.test(error.message),
      );
    });
  }
});

describe('a coordinator record', () => {
  const key = hex('0001  0001 67  0001 74  00000002');
  const value = hex('0003  000000000000000a  00000005  0000  0000000000000001');

  it('has its type in the key and its version in the value', () => {
    const offset = { offset: 10, leaderEpoch: 5, commitTimestamp: 1 };
    const written = writeCoordinatorKey(offsetCommitKey, { group: 'g', topic: 't', partition: 2 });
    assert.deepEqual(written, key);
    assert.deepEqual(writeCoordinatorValue(offsetCommitValue, offset, 3), value);
    const read = readCoordinatorRecord(groupCoordinatorRecords, key, value);
    assert.equal(read?.type, 1);
    assert.partialDeepStrictEqual(read?.key, { group: 'g', topic: 't', partition: 2 });
    assert.equal(read?.value?.version, 3);
    assert.partialDeepStrictEqual(read?.value?.message, offset);
  });

  it('may be a tombstone', () => {
    assert.equal(readCoordinatorRecord(groupCoordinatorRecords, key, null)?.value, null);
  });

  it('of a later release is left to be skipped', () => {
    assert.equal(readCoordinatorRecord(groupCoordinatorRecords, hex('7fff 00'), value), undefined);
  });

  it('with a value of an unknown version is refused', () => {
    assert.throws(
      () => readCoordinatorRecord(groupCoordinatorRecords, key, hex('0009')),
      /OffsetCommitValue v9: this version is not known/,
    );
  });
});

describe('the tables of stored records', () => {
  it('hold every type', () => {
    assert.deepEqual(
      [
        metadataRecords,
        remoteLogMetadataRecords,
        groupCoordinatorRecords,
        transactionCoordinatorRecords,
        shareCoordinatorRecords,
      ].map((table) => table.size),
      [26, 4, 22, 1, 2],
    );
  });

  it('find each codec under its own key', () => {
    for (const [type, codec] of metadataRecords) assert.equal(codec.apiKey, type);
    for (const [type, { key, value }] of groupCoordinatorRecords) {
      assert.deepEqual([key.apiKey, value.apiKey], [type, type]);
      assert.equal(key.name.replace(/Key$/, ''), value.name.replace(/Value$/, ''));
    }
  });
});

describe('a message behind its version', () => {
  it('is a transaction marker', () => {
    const bytes = hex('0000 00000003');
    assert.deepEqual(encodeVersioned(endTxnMarker, { coordinatorEpoch: 3 }, 0), bytes);
    assert.equal(decodeVersioned(endTxnMarker, bytes).message.coordinatorEpoch, 3);
  });

  it('of a later version is refused, or read as far as it is known', () => {
    const later = hex('0004  00000001 0001 74  ffffffff  00000000  ffffffff  ffff  cafe');
    assert.throws(() => decodeVersioned(consumerProtocolSubscription, later), /v4: this version/);
    const read = decodeVersioned(consumerProtocolSubscription, later, 'read');
    assert.equal(read.version, 4);
    assert.deepEqual(read.message.topics, ['t']);
  });
});

describe('a bare message', () => {
  it('is the value of a control record', () => {
    const bytes = encodeMessage(kRaftVersionRecord, { kRaftVersion: 1 }, 0);
    assert.deepEqual(bytes, hex('0000 0001 00'));
    assert.equal(decodeMessage(kRaftVersionRecord, bytes, 0).kRaftVersion, 1);
  });

  it('may be nothing but its tags', () => {
    assert.deepEqual(encodeMessage(noOpRecord, {}, 0), hex('00'));
  });
});
