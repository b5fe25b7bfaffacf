// Records as Kafka writes them, and what a shard makes of them. The bytes are spelt out: layouts
// are facts. Key: int16 type, body. Value: int16 version, body.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Prng, TimelineRegistry } from '@ottla/base';
import {
  consumerGroupMetadataKey,
  consumerGroupMetadataValue,
  DecodeError,
  groupMetadataKey,
  NO_PRODUCER_EPOCH,
  NO_PRODUCER_ID,
  writeCoordinatorKey,
  writeCoordinatorValue,
  zeroUuid,
} from '@ottla/protocol';
import type { ShardRecord } from '../../runtime/shard.ts';
import { defaultGroupConfig } from '../group-config.ts';
import { createGroupShard, type GroupShard } from '../group-shard.ts';
import { groupRecord, groupTombstone, offsetRecord, offsetTombstone } from './group-records.ts';

const NO_PRODUCER = { id: NO_PRODUCER_ID, epoch: NO_PRODUCER_EPOCH };
const KEY = { group: 'g', topic: 't', partition: 1 };

function shardWith(warnings: string[] = []): GroupShard {
  const warn = (message: string): void => void warnings.push(message);
  const quiet = (): void => undefined;
  const logger = { debug: quiet, info: quiet, warn, error: warn, child: () => logger };
  return createGroupShard(
    {
      timeline: new TimelineRegistry(),
      timers: { set: quiet, cancel: quiet },
      random: new Prng(1),
      logger,
      wallMs: () => 0,
      monotonicMs: () => 0,
    },
    defaultGroupConfig,
  );
}

function hex(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('hex');
}

function record(key: string, value: string | null): ShardRecord {
  return {
    key: Buffer.from(key.replaceAll(' ', ''), 'hex'),
    value: value === null ? null : Buffer.from(value.replaceAll(' ', ''), 'hex'),
  };
}

const consumerGroup = {
  key: writeCoordinatorKey(consumerGroupMetadataKey, { groupId: 'g' }),
  value: writeCoordinatorValue(consumerGroupMetadataValue, { epoch: 3 }, 0),
};

describe('records that are written', () => {
  it('of an offset are version 4, and 1 where they expire by themselves', () => {
    const value = { offset: 5, leaderEpoch: 2, metadata: 'm', commitTimestamp: 7 };
    const plain = offsetRecord(KEY, { ...value, topicId: zeroUuid });
    assert.equal(hex(plain.key), '0001000167000174' + '00000001');
    assert.equal(
      hex(plain.value),
      '0004' + '0000000000000005' + '00000002' + '026d' + '0000000000000007' + '00',
    );
    const expiring = offsetRecord(KEY, { ...value, topicId: zeroUuid, expireTimestamp: 9 });
    assert.equal(
      hex(expiring.value),
      '0001' + '0000000000000005' + '00016d' + '0000000000000007' + '0000000000000009',
    );
    assert.equal(offsetTombstone(KEY).value, null);
  });

  it('of an offset carry the topic id as a tag', () => {
    const topicId = 'AAAAAAAAAAAAAAAAAAAAAQ';
    const { value } = offsetRecord(KEY, { offset: 5, leaderEpoch: -1, topicId });
    const tag = '01' + '00' + '10' + '00000000000000000000000000000001';
    const body = '0000000000000005' + 'ffffffff' + '01' + '0000000000000000';
    assert.equal(hex(value), '0004' + body + tag);
  });

  it('of a group are version 3', () => {
    const draft = { protocol: null, leader: null, currentStateTimestamp: 7 };
    const { key, value } = groupRecord('g', draft);
    assert.equal(hex(key), '0002' + '000167');
    assert.equal(
      hex(value),
      '0003' + '0000' + '00000000' + 'ffff' + 'ffff' + '0000000000000007' + '00000000',
    );
    assert.equal(groupTombstone('g').value, null);
  });
});

describe('records that are replayed', () => {
  it('of old versions are offsets like others', () => {
    const shard = shardWith();
    const legacy = record(
      '0000 000167 000174 00000001',
      '0000 0000000000000005 0000 0000000000000007',
    );
    shard.replay(3, NO_PRODUCER, legacy);
    const committed = shard.state.offsets.get(KEY);
    assert.deepEqual(committed, {
      offset: 5,
      leaderEpoch: -1,
      metadata: '',
      commitTimestampMs: 7,
      expireTimestampMs: undefined,
      topicId: zeroUuid,
      recordOffset: 3,
    });
    assert.deepEqual(shard.state.groups.stored('g'), { kind: 'classic', metadata: null });
  });

  it('of version 0 groups have one timeout for both', () => {
    const shard = shardWith();
    const text = (word: string): string =>
      word.length.toString(16).padStart(4, '0') + Buffer.from(word).toString('hex');
    const bytes = (word: string): string => '0000' + text(word);
    const member = ['m', 'c', '/h'].map(text).join('') + '00001388' + bytes('s') + bytes('a');
    const group = `0000 ${text('p')} 00000002 ${text('range')} ${text('m')} 00000001 ${member}`;
    shard.replay(0, NO_PRODUCER, record('0002 000167', group));
    const machine = shard.state.groups.classic('g');
    assert.deepEqual(
      [machine?.state, machine?.generationId, machine?.leaderId, machine?.stateTimestampMs],
      ['Stable', 2, 'm', -1],
    );
    const [restored] = [...(machine?.members() ?? [])];
    assert.deepEqual([restored?.sessionTimeoutMs, restored?.rebalanceTimeoutMs], [5000, 5000]);
    assert.equal(hex(restored?.assignment ?? null), '61');
  });

  it('of unknown types are skipped, with one warning for each type', () => {
    const warnings: string[] = [];
    const shard = shardWith(warnings);
    for (const offset of [0, 1]) shard.replay(offset, NO_PRODUCER, record('0063 01', '0000'));
    shard.replay(2, NO_PRODUCER, consumerGroup);
    shard.replay(3, NO_PRODUCER, consumerGroup);
    assert.equal(warnings.length, 2);
  });

  it('of unknown versions stop the load', () => {
    const shard = shardWith();
    const replay = (version: string) => () =>
      shard.replay(0, NO_PRODUCER, record('0002 000167', `${version} 0000`));
    assert.throws(replay('0005'), DecodeError);
    assert.throws(replay('ffff'), DecodeError);
  });

  it('in a transaction wait for its marker', () => {
    const shard = shardWith();
    const producer = { id: 9, epoch: 0 };
    shard.replay(4, producer, offsetRecord(KEY, { offset: 5, topicId: zeroUuid }));
    assert.equal(shard.state.offsets.get(KEY), undefined);
    assert.equal(shard.state.offsets.isUnstable(KEY), true);
    shard.replayEndTransactionMarker(producer, true);
    assert.equal(shard.state.offsets.get(KEY)?.offset, 5);
  });
});

describe('a group of a kind that is not served', () => {
  const offset = offsetRecord(KEY, { offset: 5, topicId: zeroUuid });

  it('is not taken for a simple one, in whatever order its records come', () => {
    for (const records of [[consumerGroup, offset], [offset, consumerGroup]]) {
      const shard = shardWith();
      records.forEach((each, index) => shard.replay(index, NO_PRODUCER, each));
      assert.deepEqual(shard.state.groups.stored('g'), { kind: 'consumer' });
      assert.equal(shard.state.groups.classic('g'), undefined);
    }
  });

  it('loses nothing to expiry', () => {
    const shard = shardWith();
    shard.replay(0, NO_PRODUCER, consumerGroup);
    shard.replay(1, NO_PRODUCER, offset);
    shard.onLoaded();
    assert.deepEqual(shard.timedOut('expire-offsets').records, []);
  });

  it('goes with its tombstone, and leaves a classic one of that id alone', () => {
    const shard = shardWith();
    shard.replay(0, NO_PRODUCER, consumerGroup);
    shard.replay(1, NO_PRODUCER, { ...consumerGroup, value: null });
    assert.equal(shard.state.groups.stored('g'), undefined);
    const classic = groupRecord('g', { protocol: null, leader: null });
    shard.replay(2, NO_PRODUCER, classic);
    shard.replay(3, NO_PRODUCER, { ...consumerGroup, value: null });
    assert.equal(shard.state.groups.stored('g')?.kind, 'classic');
    const key = writeCoordinatorKey(groupMetadataKey, { group: 'g' });
    shard.replay(4, NO_PRODUCER, { key, value: null });
    assert.equal(shard.state.groups.stored('g'), undefined);
  });
});
