// Clusters that live at random: brokers come, go and fall silent, topics are made, grown and
// deleted, leaders change their ISRs. After every step the invariants of partitions hold, and the
// log, in whatever pieces it is read, and a snapshot give the very image that the controller has.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Prng } from '@ottla/base';
import { errorOf } from '@ottla/protocol';
import {
  allocateProducerIds,
  alterPartition,
  Controller,
  createPartitions,
  deleteTopics,
  electLeaders,
  EMPTY_IMAGE,
  imageRecords,
  incrementalAlterConfigs,
  MetadataDelta,
  type MetadataImage,
  type MetadataRecord,
  NO_LEADER,
  type PartitionRegistration,
  readMetadataRecord,
  unregisterBroker,
  writeMetadataRecord,
} from '../src/index.ts';
import { incarnationId, TestCluster, type TestClusterOptions } from './test-cluster.ts';

const BROKERS = [1, 2, 3, 4];
const NAMES = ['a', 'b', 'c'];
const STEPS = 200;

/** What a step may be told when the cluster is not in a state for it; all else is a bug. */
const EXPECTED = new Set([
  'NONE',
  'TOPIC_ALREADY_EXISTS',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'INVALID_REPLICATION_FACTOR',
  'INELIGIBLE_REPLICA',
  'ELECTION_NOT_NEEDED',
  'PREFERRED_LEADER_NOT_AVAILABLE',
  'ELIGIBLE_LEADERS_NOT_AVAILABLE',
  'DUPLICATE_BROKER_REGISTRATION',
]);

interface Life {
  readonly cluster: TestCluster;
  readonly prng: Prng;
}

function expected(errorCode: number): string {
  const { name } = errorOf(errorCode);
  assert.ok(EXPECTED.has(name), name);
  return name;
}

function registered({ cluster }: Life): readonly number[] {
  return [...cluster.image.cluster.brokers.keys()];
}

function somePartition({ cluster, prng }: Life): [string, number] | undefined {
  const topics = [...cluster.image.topics.byName.values()];
  if (topics.length === 0) return undefined;
  const topic = prng.pick(topics);
  return [topic.name, prng.below(topic.partitions.length)];
}

function registers({ cluster, prng }: Life): string {
  const id = prng.pick(BROKERS);
  const before = cluster.image.cluster.brokers.get(id);
  // Clean and unclean restarts, and processes that start while the old one still counts as alive.
  const previousBrokerEpoch = prng.chance(0.5) ? (before?.epoch ?? -1) : -1;
  const incarnation = incarnationId(id, prng.below(200));
  const { errorCode } = cluster.register(id, { incarnationId: incarnation, previousBrokerEpoch });
  return `broker ${id} registers: ${expected(errorCode)}`;
}

function beats(life: Life): string {
  const ids = registered(life);
  if (ids.length === 0) return 'nobody to beat';
  const { cluster, prng } = life;
  const id = prng.pick(ids);
  const wantShutDown = prng.chance(0.15);
  const wantFence = prng.chance(0.1);
  const { errorCode } = cluster.heartbeat(id, { wantShutDown, wantFence });
  return `broker ${id} beats: ${expected(errorCode)}`;
}

function falls(life: Life): string {
  const ids = registered(life).filter((id) => {
    return life.cluster.image.cluster.brokers.get(id)?.fenced === false;
  });
  if (ids.length === 0) return 'nobody to fall silent';
  const id = life.prng.pick(ids);
  life.cluster.fence(id);
  return `broker ${id} falls silent`;
}

function leaves(life: Life): string {
  const ids = registered(life).filter((id) => {
    return life.cluster.image.cluster.brokers.get(id)?.fenced === true;
  });
  if (ids.length === 0 || !life.prng.chance(0.2)) return 'nobody leaves';
  const brokerId = life.prng.pick(ids);
  const { errorCode } = life.cluster.run(unregisterBroker, { brokerId });
  return `broker ${brokerId} is unregistered: ${expected(errorCode)}`;
}

function creates({ cluster, prng }: Life): string {
  const name = prng.pick(NAMES);
  const changes = { numPartitions: 1 + prng.below(4), replicationFactor: 1 + prng.below(3) };
  return `${name} is created: ${expected(cluster.createTopic(name, changes).errorCode)}`;
}

function grows({ cluster, prng }: Life): string {
  const name = prng.pick(NAMES);
  const count = (cluster.image.topics.byName.get(name)?.partitions.length ?? 0) + 1;
  if (count > 8) return `${name} is big enough`;
  const topics = [{ name, count, assignments: null }];
  const { results } = cluster.run(createPartitions, { topics, timeoutMs: 1 });
  return `${name} grows: ${expected(results[0]?.errorCode ?? -1)}`;
}

function deletes({ cluster, prng }: Life): string {
  if (!prng.chance(0.3)) return 'nothing is deleted';
  const name = prng.pick(NAMES);
  const { responses } = cluster.run(deleteTopics, { topics: [{ name }], timeoutMs: 1 });
  return `${name} is deleted: ${expected(responses[0]?.errorCode ?? -1)}`;
}

function altersIsr(life: Life): string {
  const { cluster, prng } = life;
  const which = somePartition(life);
  if (which === undefined) return 'no partition';
  const [name, partitionIndex] = which;
  const topicId = cluster.image.topics.byName.get(name)?.id ?? '';
  const partition = cluster.partition(name, partitionIndex);
  const { leader, leaderEpoch, partitionEpoch, replicas, leaderRecoveryState } = partition;
  if (leader === NO_LEADER) return `${name}-${partitionIndex} has no leader`;
  const isRecovering = leaderRecoveryState === 1 && prng.chance(0.5);
  const others = isRecovering ? [] : replicas.filter((each) => each !== leader);
  const isr = [leader, ...others.filter(() => prng.chance(0.6))];
  const response = cluster.run(alterPartition, {
    brokerId: leader,
    brokerEpoch: cluster.epochOf(leader),
    topics: [
      {
        topicId,
        partitions: [
          {
            partitionIndex,
            leaderEpoch,
            partitionEpoch,
            leaderRecoveryState: isRecovering ? 1 : 0,
            newIsrWithEpochs: isr.map((brokerId) => ({ brokerId, brokerEpoch: -1 })),
          },
        ],
      },
    ],
  });
  const result = response.topics[0]?.partitions[0];
  return `ISR of ${name}-${partitionIndex} to ${isr}: ${expected(result?.errorCode ?? -1)}`;
}

function elects(life: Life): string {
  const which = somePartition(life);
  if (which === undefined) return 'no partition';
  const [topic, partition] = which;
  const { replicaElectionResults } = life.cluster.run(electLeaders, {
    electionType: life.prng.below(2),
    topicPartitions: [{ topic, partitions: [partition] }],
    timeoutMs: 1,
  });
  const errorCode = replicaElectionResults[0]?.partitionResult[0]?.errorCode ?? -1;
  return `${topic}-${partition} elects: ${expected(errorCode)}`;
}

function configures(life: Life): string {
  const { cluster, prng } = life;
  const resourceName = prng.pick(NAMES);
  if (!cluster.image.topics.byName.has(resourceName)) return 'nothing to configure';
  const [name, value] = prng.pick([
    ['min.insync.replicas', String(1 + prng.below(3))],
    ['unclean.leader.election.enable', String(prng.chance(0.5))],
    ['retention.ms', String(prng.below(1000))],
  ]);
  const configs = [{ name: name ?? '', value: value ?? '', configOperation: 0 }];
  const resources = [{ resourceType: 2, resourceName, configs }];
  const { responses } = cluster.run(incrementalAlterConfigs, { resources, validateOnly: false });
  return `${resourceName}: ${name}=${value}: ${expected(responses[0]?.errorCode ?? -1)}`;
}

function allocates(life: Life): string {
  const [brokerId] = registered(life);
  if (brokerId === undefined) return 'nobody to allocate for';
  const brokerEpoch = life.cluster.epochOf(brokerId);
  const { errorCode } = life.cluster.run(allocateProducerIds, { brokerId, brokerEpoch });
  return `producer ids: ${expected(errorCode)}`;
}

const steps: readonly ((life: Life) => string)[] = [
  registers,
  beats,
  beats,
  beats,
  beats,
  falls,
  leaves,
  creates,
  creates,
  grows,
  deletes,
  altersIsr,
  altersIsr,
  elects,
  configures,
  allocates,
];

function isUnique(list: readonly number[]): boolean {
  return new Set(list).size === list.length;
}

/** What holds for a partition whatever has happened to it. */
function checkPartition(image: MetadataImage, partition: PartitionRegistration, isElr: boolean) {
  const { replicas, isr, elr, lastKnownElr, leader, directories } = partition;
  assert.ok(isUnique(replicas) && isUnique(isr) && isUnique(elr), 'lists name a broker once');
  assert.equal(directories.length, replicas.length, 'each replica has a directory');
  for (const each of [...isr, ...elr]) assert.ok(replicas.includes(each), `${each} is a replica`);
  for (const each of elr) assert.ok(!isr.includes(each), `${each} in ISR and ELR`);
  if (!isElr) {
    assert.deepEqual([elr, lastKnownElr], [[], []]);
    assert.ok(isr.length > 0, 'without ELR an ISR is never empty');
  }
  if (leader === NO_LEADER) {
    if (!isElr) return;
    // A broker that was fenced and came back while it shut down may have led and may not any more.
    for (const each of isr) {
      const broker = image.cluster.brokers.get(each);
      assert.equal(broker?.inControlledShutdown, true, `${each} is in sync and could lead`);
    }
    return;
  }
  assert.ok(isr.includes(leader), 'the leader is in sync');
  assert.deepEqual(lastKnownElr, [], 'a leader ends the memory of the last one');
  for (const each of isr) {
    const broker = image.cluster.brokers.get(each);
    assert.equal(broker?.fenced, false, `${each} is in the ISR and fenced`);
  }
}

/** What a change may do to a partition. */
function checkChange(before: PartitionRegistration, after: PartitionRegistration): void {
  if (before === after) return;
  const epochs = after.partitionEpoch - before.partitionEpoch;
  assert.ok(epochs > 0, 'a change raises the partition epoch');
  assert.ok(after.leaderEpoch >= before.leaderEpoch, 'a leader epoch never goes down');
  if (after.leader !== before.leader) assert.ok(after.leaderEpoch > before.leaderEpoch);
  assert.deepEqual(after.replicas, before.replicas, 'nobody has reassigned it');
}

function checkTopics(before: MetadataImage, after: MetadataImage, isElr: boolean): void {
  assert.equal(after.topics.byId.size, after.topics.byName.size);
  for (const topic of after.topics.byName.values()) {
    assert.equal(after.topics.byId.get(topic.id), topic);
    const old = before.topics.byId.get(topic.id);
    topic.partitions.forEach((partition, id) => {
      checkPartition(after, partition, isElr);
      const was = old?.partitions[id];
      if (was !== undefined) checkChange(was, partition);
    });
  }
}

/** The log read in pieces of random size, each of which becomes an image. */
function imageOfLog(records: readonly MetadataRecord[], prng: Prng): MetadataImage {
  let image = EMPTY_IMAGE;
  for (let start = 0; start < records.length;) {
    const end = start + 1 + prng.below(20);
    const delta = new MetadataDelta(image);
    for (const record of records.slice(start, end)) {
      const isMarker = record.name.endsWith('TransactionRecord');
      if (!isMarker) delta.replay(record);
    }
    image = delta.apply({ ...image.provenance, lastContainedOffset: end - 1 });
    start = end;
  }
  return image;
}

/** What a controller has that followed the log, ready to take over. */
function imageOfFollower({ cluster, prng }: Life): MetadataImage {
  const follower = new Controller(cluster.controller.settings);
  const records = cluster.log.map(({ record }) => record);
  for (let start = 0; start < records.length;) {
    const some = records.slice(start, start + 1 + prng.below(20));
    follower.commit({ records: some, baseOffset: start, epoch: 1, timestampMs: 5 });
    start += some.length;
  }
  assert.deepEqual(follower.activate([], cluster.nowMs).records, []);
  return follower.state.image;
}

function imageOfSnapshot(image: MetadataImage): MetadataImage {
  const delta = new MetadataDelta(EMPTY_IMAGE);
  for (const record of imageRecords(image)) {
    delta.replay(readMetadataRecord(writeMetadataRecord(record)));
  }
  delta.finishSnapshot();
  return delta.apply(image.provenance);
}

const textOf = (image: MetadataImage): readonly string[] =>
  [...imageRecords(image)].map((each) => Buffer.from(writeMetadataRecord(each)).toString('hex'));

const kinds: readonly (readonly [string, TestClusterOptions, boolean])[] = [
  ['with ELR', { config: { 'min.insync.replicas': '2' } }, true],
  ['without ELR', { isElrEnabled: false }, false],
  ['at 3.6-IV0', { metadataVersion: 12, isElrEnabled: false }, false],
];

for (const [kind, options, isElr] of kinds) {
  for (let seed = 1; seed <= 30; seed++) {
    test(`a random life ${kind} (seed ${seed})`, () => {
      const life = {
        cluster: new TestCluster(options).withBrokers(1, 2, 3),
        prng: new Prng(`${kind} ${seed}`),
      };
      const { cluster, prng } = life;
      const done: string[] = [];
      try {
        for (let count = 0; count < STEPS; count++) {
          const before = cluster.image;
          done.push(prng.pick(steps)(life));
          checkTopics(before, cluster.image, isElr);
        }
      } catch (error) {
        throw new Error(`after:\n${done.slice(-12).join('\n')}`, { cause: error });
      }
      const records = cluster.log.map(({ record }) => record);
      assert.ok(records.length > 50, 'something has happened');
      const expectedText = textOf(cluster.image).toSorted();
      assert.deepEqual(textOf(imageOfLog(records, prng)).toSorted(), expectedText);
      assert.deepEqual(textOf(imageOfFollower(life)).toSorted(), expectedText);
      assert.deepEqual(textOf(imageOfSnapshot(cluster.image)).toSorted(), expectedText);
    });
  }
}
