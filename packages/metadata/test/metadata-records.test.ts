// Metadata records as bytes: Kafka's own bytes read and come out again, and nothing else is taken
// for one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRecord, readMetadataRecord, writeMetadataRecord } from '../src/index.ts';

/** Values of records in logs and checkpoints that Apache Kafka 4.3.1 wrote. */
const known: readonly (readonly [string, string, object])[] = [
  [
    '010c00116d657461646174612e76657273696f6e001e00',
    'FeatureLevelRecord',
    { name: 'metadata.version', featureLevel: 30 },
  ],
  [
    '010c0021656c696769626c652e6c65616465722e7265706c696361732e76657273696f6e000100',
    'FeatureLevelRecord',
    { name: 'eligible.leader.replicas.version', featureLevel: 1 },
  ],
  ['01140000', 'NoOpRecord', {}],
  ['01180000', 'EndTransactionRecord', {}],
];

for (const [hex, name, fields] of known) {
  test(`Kafka's bytes ${hex.slice(0, 12)}… are a ${name}`, () => {
    const bytes = Buffer.from(hex, 'hex');
    const record = readMetadataRecord(bytes);
    assert.equal(record.name, name);
    assert.deepEqual(
      { ...record.message, unknownTaggedFields: [] },
      { ...fields, unknownTaggedFields: [] },
    );
    assert.deepEqual(Buffer.from(writeMetadataRecord(record)), bytes);
  });
}

for (const [what, hex, message] of [
  ['frame version 0', '000c0000', /frameVersion: is 0, only 1 is known/],
  ['frame version 2', '020c0000', /frameVersion: is 2, only 1 is known/],
  ['an unknown type', '01630000', /type: 99 is no type of record/],
  ['a type that is no longer used', '01060000', /type: 6 is no type of record/],
  ['a version that is too new', '01140900', /NoOpRecord v9: .* 0 to 0 are/],
  ['bytes behind the record', '0114000000', /NoOpRecord v0: is followed by 1 bytes/],
] as const) {
  test(`${what} is no metadata record`, () => {
    const bytes = Buffer.from(hex, 'hex');
    assert.throws(() => readMetadataRecord(bytes), { name: 'DecodeError', message });
  });
}

test('a record that is cut anywhere is a decode error', () => {
  const record = makeRecord('PartitionRecord', 2, {
    topicId: '4L6g3nShT-eMCtK--X86sw',
    partitionId: 3,
    replicas: [1, 2],
    isr: [1],
    directories: ['4L6g3nShT-eMCtK--X86sw', '4L6g3nShT-eMCtK--X86sw'],
    eligibleLeaderReplicas: [2],
  });
  const bytes = writeMetadataRecord(record);
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => readMetadataRecord(bytes.subarray(0, length)), { name: 'DecodeError' });
  }
});

test('a record is read back in the version it is written in', () => {
  const broker = { brokerId: 1, incarnationId: '4L6g3nShT-eMCtK--X86sw', rack: null };
  const record = makeRecord('RegisterBrokerRecord', 2, broker);
  assert(record.name === 'RegisterBrokerRecord');
  assert.deepEqual(record.message.logDirs, []);
  assert.equal(record.message.cordonedLogDirs, null);
});

test('a field that the version cannot carry is refused, not dropped', () => {
  const cordonedLogDirs = ['4L6g3nShT-eMCtK--X86sw'];
  assert.throws(
    () => makeRecord('BrokerRegistrationChangeRecord', 2, { brokerId: 1, cordonedLogDirs }),
    {
      name: 'EncodeError',
    },
  );
});
