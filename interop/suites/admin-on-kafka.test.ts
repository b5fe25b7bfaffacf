// What an Ottla broker does not serve yet, our admin client does on Apache Kafka: each operation is
// made, seen by another one and by Apache Kafka's own tool, undone, and refused with its code.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import {
  Admin,
  type AclBinding,
  Consumer,
  type DelegationToken,
  KafkaError,
  Producer,
  ProducerFencedError,
  type ProducerState,
  type QuorumInfo,
  UnsupportedVersionError,
  valueOf,
} from '@ottla/client';

import { joinShareGroup, joinStreamsGroup, type Joining } from '../admin/group-members.ts';
import { KafkaSite, SECOND } from '../admin/kafka-site.ts';
import { lookUntil, until } from '../groups/until.ts';

const LIMIT_MS = 30_000;
const TOPICS = ['walls', 'moving', 'hung', 'fenced', 'forced', 'shared', 'streamed'] as const;
const UNKNOWN_ID = 'AAAAAAAAAAAAAAAAAAAABQ';
const RECORDS = 5;

let site: KafkaSite;

before(async () => {
  site = await KafkaSite.start();
  await site.root.createTopics(TOPICS.map((name) => ({ name, partitions: 1 })));
  await seen(() => site.root.describeTopics(TOPICS));
  await using producer = new Producer({ bootstrapServers: site.kafka.bootstrap });
  for (const topic of ['moving', 'shared']) {
    await producer.sendBatch(Array.from({ length: RECORDS }, () => ({ topic, value: 'v' })));
  }
});

after(() => site?.close());

/** Brokers hear of a change after it was answered. */
function seen<T>(look: () => Promise<T>, isIt: (found: T) => boolean = () => true): Promise<T> {
  return lookUntil(look, isIt, LIMIT_MS);
}

async function refused(work: Promise<unknown>, name: string): Promise<void> {
  const told = await work.then(
    () => 'nothing',
    (error: unknown) => error,
  );
  assert.ok(told instanceof KafkaError, String(told));
  assert.equal(told.name, name);
}

/** Of an operation that tells of each key: the error of one. */
function refusal(outcome: unknown): string {
  return outcome instanceof KafkaError ? outcome.name : `none, but ${JSON.stringify(outcome)}`;
}

describe('topics and replicas', () => {
  test('createPartitions, describeTopicIds, describeTopics, listTopics', async () => {
    const { root } = site;
    const more = { topic: 'walls', totalCount: 3 };
    await root.createPartitions([more], { validateOnly: true });
    const small = (await root.describeTopics(['walls'])).get('walls');
    assert.ok(small !== undefined);
    assert.equal(small.partitions.length, 1);
    await root.createPartitions([more]);
    const { id } = small;
    const described = await seen(
      () => root.describeTopicIds([id]),
      (topics) => topics.get(id)?.partitions.length === 3,
    );
    const walls = described.get(id);
    assert.equal(walls?.name, 'walls');
    assert.deepEqual(walls.partitions.map(({ leader }) => leader), [1, 1, 1]);
    assert.match(await site.tool('topics', '--describe --topic walls'), /PartitionCount: 3\b/);
    const listed = await root.listTopics();
    assert.equal(listed.find(({ name }) => name === 'walls')?.id, id);
    await refused(root.createPartitions([{ ...more, totalCount: 2 }]), 'INVALID_PARTITIONS');
    await refused(root.describeTopicIds([UNKNOWN_ID]), 'UNKNOWN_TOPIC_ID');
    await refused(root.describeTopics(['nowhere']), 'UNKNOWN_TOPIC_OR_PARTITION');
  });

  test('alterReplicaLogDirs, describeReplicaLogDirs', async () => {
    const { root } = site;
    const replica = { topic: 'moving', partition: 0, brokerId: 1 };
    const where = async () => {
      const [result] = await root.describeReplicaLogDirs([replica]);
      assert.ok(result !== undefined);
      return valueOf(result.outcome);
    };
    const from = (await where()).current?.path;
    const to = site.directories.find((each) => each !== from);
    assert.ok(from !== undefined && to !== undefined);
    await root.alterReplicaLogDirs([{ ...replica, path: to }]);
    const moved = await seen(where, ({ current, future }) => current?.path === to && !future);
    assert.deepEqual(moved, { current: { path: to, offsetLag: 0 }, future: null });
    const told = await site.tool('log-dirs', '--describe --topic-list moving');
    const { brokers } = JSON.parse(told.slice(told.indexOf('{"')));
    const [{ logDirs }] = brokers;
    for (const { logDir, partitions } of logDirs) {
      assert.equal(partitions.length, logDir === to ? 1 : 0, told);
    }
    const nowhere = { ...replica, path: '/nowhere' };
    await refused(root.alterReplicaLogDirs([nowhere]), 'LOG_DIR_NOT_FOUND');
  });
});

describe('the cluster', () => {
  test('describeApiVersions says what the tool says', async () => {
    const [node] = (await site.root.describeApiVersions()).values();
    assert.ok(node !== undefined);
    const served = valueOf(node.served);
    const ours = served.map(({ apiKey, minVersion, maxVersion }) => [
      apiKey,
      minVersion,
      maxVersion,
    ]);
    const told = await site.tool('broker-api-versions', '');
    assert.deepEqual(ours, versionsIn(told));
    assert.ok(ours.length > 50);
    // None of them is unknown here.
    assert.deepEqual(served.filter(({ name }) => name === null), []);
  });

  test('describeFeatures', async () => {
    const { finalized, supported } = await site.root.describeFeatures();
    for (const feature of ['share.version', 'streams.version', 'kraft.version']) {
      assert.equal(finalized.get(feature)?.maxLevel, 1, feature);
      assert.ok((supported.get(feature)?.maxVersion ?? 0) >= 1, feature);
    }
    const none = site.root.describeFeatures({ nodeId: 77, timeoutMs: 1_000 });
    await assert.rejects(none, { name: 'TimeoutError' });
  });
});

/** `[key, first, last]`. Of what a broker does not serve the tool tells no version. */
function versionsIn(text: string): number[][] {
  return [...text.matchAll(/\((\d+)\): (\d+)(?: to (\d+))? \[/g)]
    .map(([, key, first, last]) => [Number(key), Number(first), Number(last ?? first)])
    .toSorted(([a = 0], [b = 0]) => a - b);
}

const acl: AclBinding = {
  resourceType: 'TOPIC',
  resourceName: 'walls',
  patternType: 'LITERAL',
  principal: 'User:ann',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
};

describe('permissions, quotas, credentials', () => {
  test('createAcls, describeAcls, deleteAcls', async () => {
    const { root, ann } = site;
    const ofAnn = { principal: 'User:ann' };
    await refused(ann.describeTopics(['walls']), 'TOPIC_AUTHORIZATION_FAILED');
    assert.deepEqual(await root.createAcls([acl]), [{ acl, outcome: true }]);
    const acls = await seen(() => root.describeAcls(ofAnn), ({ length }) => length === 1);
    assert.deepEqual(acls, [acl]);
    assert.match(
      await site.tool('acls', '--list --topic walls'),
      /principal=User:ann, host=\*, operation=READ, permissionType=ALLOW/,
    );
    const allowed = await seen(() => ann.describeTopics(['walls']));
    assert.ok(allowed.has('walls'));
    const deleted = await root.deleteAcls([ofAnn]);
    assert.deepEqual(deleted, [{ filter: ofAnn, deleted: [acl] }]);
    assert.deepEqual(await seen(() => root.describeAcls({}), ({ length }) => length === 0), []);
    for (const work of [ann.describeAcls({}), ann.createAcls([acl]), ann.deleteAcls([{}])]) {
      await refused(work, 'CLUSTER_AUTHORIZATION_FAILED');
    }
  });

  test('alterClientQuotas, describeClientQuotas', async () => {
    const { root, ann } = site;
    const entity = { user: 'ann', 'client-id': null };
    const values = { producer_byte_rate: 1024, request_percentage: 12.5 };
    const ofAnn = [{ entityType: 'user', match: { name: 'ann' } }] as const;
    const look = () => root.describeClientQuotas(ofAnn);
    assert.deepEqual(
      await root.alterClientQuotas([{ entity, values }]),
      [{ entity, outcome: true }],
    );
    const quotas = await seen(look, ({ length }) => length === 1);
    assert.deepEqual(quotas, [{ entity, values }]);
    const whom = '--entity-type users --entity-name ann --entity-type clients --entity-default';
    const told = await site.tool('configs', `--describe ${whom}`);
    assert.match(told, /producer_byte_rate=1024\.0/);
    assert.match(told, /request_percentage=12\.5/);
    const gone = { producer_byte_rate: null, request_percentage: null };
    await root.alterClientQuotas([{ entity, values: gone }], { validateOnly: true });
    assert.equal((await look()).length, 1);
    await root.alterClientQuotas([{ entity, values: gone }]);
    assert.deepEqual(await seen(look, ({ length }) => length === 0), []);
    const nope = { entity: { user: 'ann' }, values: { nope: 1 } };
    await refused(root.alterClientQuotas([nope]), 'INVALID_REQUEST');
    const half = { entity, values: { consumer_byte_rate: 0.5 } };
    await refused(root.alterClientQuotas([half]), 'INVALID_REQUEST');
    await refused(ann.describeClientQuotas(), 'CLUSTER_AUTHORIZATION_FAILED');
  });

  test('alterUserScramCredentials, describeUserScramCredentials', async () => {
    const { root } = site;
    const bob = { user: 'bob', mechanism: 'SCRAM-SHA-256' } as const;
    const look = async () => (await root.describeUserScramCredentials(['bob'])).get('bob');
    assert.equal(refusal(await look()), 'RESOURCE_NOT_FOUND');
    await root.alterUserScramCredentials([{ kind: 'set', ...bob, password: 'secret-of-bob' }]);
    const found = await seen(look, (each) => Array.isArray(each));
    assert.deepEqual(found, [{ mechanism: 'SCRAM-SHA-256', iterations: 4096 }]);
    const told = await site.tool('configs', '--describe --entity-type users --entity-name bob');
    assert.match(told, /SCRAM-SHA-256=iterations=4096/);
    await root.alterUserScramCredentials([{ kind: 'delete', ...bob }]);
    const gone = await seen(look, (each) => each instanceof KafkaError);
    assert.equal(refusal(gone), 'RESOURCE_NOT_FOUND');
    const few = { kind: 'set', ...bob, password: 'x', iterations: 1 } as const;
    await refused(root.alterUserScramCredentials([few]), 'UNACCEPTABLE_CREDENTIAL');
  });

  test('the four operations on delegation tokens', async () => {
    const { root, ann } = site;
    const [owner, renewer] = ['ann', 'bob'].map((name) => ({ type: 'User', name }));
    assert.ok(owner !== undefined && renewer !== undefined);
    const look = () => ann.describeDelegationToken([owner]);
    const token = await ann.createDelegationToken({ renewers: [renewer], maxLifetimeMs: 600_000 });
    assert.deepEqual([token.owner, token.requester, token.renewers], [owner, owner, [renewer]]);
    assert.equal(token.maxTimestamp - token.issueTimestamp, 600_000);
    assert.deepEqual(await seen(look, ({ length }) => length === 1), [token]);
    const told = await site.toolOfAnn('delegation-tokens', '--describe --owner-principal User:ann');
    assert.ok(told.includes(token.tokenId), told);
    await checkBearer(token);
    // The controller learns of a token as brokers do.
    const renew = () => ann.renewDelegationToken(token.hmac, { renewPeriodMs: 60_000 });
    const expiry = await seen(renew);
    assert.ok(expiry > token.issueTimestamp && expiry < token.expiryTimestamp);
    await seen(look, ([renewed]) => renewed?.expiryTimestamp === expiry);
    assert.equal((await look())[0]?.expiryTimestamp, expiry);
    await ann.expireDelegationToken(token.hmac);
    assert.deepEqual(await seen(look, ({ length }) => length === 0), []);
    const unknown = new Uint8Array(64);
    await refused(ann.renewDelegationToken(unknown), 'DELEGATION_TOKEN_NOT_FOUND');
    await refused(ann.expireDelegationToken(unknown), 'DELEGATION_TOKEN_NOT_FOUND');
    const inHerName = ann.createDelegationToken({ owner: renewer });
    await refused(inHerName, 'DELEGATION_TOKEN_AUTHORIZATION_FAILED');
    // Who is not authenticated.
    await refused(root.createDelegationToken(), 'DELEGATION_TOKEN_REQUEST_NOT_ALLOWED');
    await refused(root.describeDelegationToken(), 'DELEGATION_TOKEN_REQUEST_NOT_ALLOWED');
  });
});

/** Who has the token works in its owner's name, and gets no other token by it. */
async function checkBearer(token: DelegationToken): Promise<void> {
  await using bearer = site.authenticated({
    mechanism: 'SCRAM-SHA-256',
    username: token.tokenId,
    password: Buffer.from(token.hmac).toString('base64'),
    isDelegationToken: true,
  });
  assert.deepEqual((await bearer.describeCluster()).nodes.map(({ id }) => id), [1]);
  await refused(bearer.createDelegationToken(), 'DELEGATION_TOKEN_REQUEST_NOT_ALLOWED');
}

/** A producer with an open transaction: one record in the topic. */
async function openTransaction(topic: string): Promise<Producer> {
  const transactionalId = `id-${topic}`;
  const producer = new Producer({ bootstrapServers: site.kafka.bootstrap, transactionalId });
  // One that is over, so that there is an epoch and a coordinator's epoch before.
  await producer.transaction(async (transaction) => {
    await transaction.send({ topic, value: 'committed' });
  });
  producer.beginTransaction();
  await producer.send({ topic, value: 'open' });
  return producer;
}

/** What the partition's leader knows of the one producer that writes there. */
async function producerOf(topic: string): Promise<ProducerState> {
  const [result] = await site.root.describeProducers([{ topic, partition: 0 }]);
  assert.ok(result !== undefined);
  const [state] = valueOf(result.producers);
  assert.ok(state !== undefined);
  return state;
}

/** The end of what those read who read what is committed. */
async function stableEnd(topic: string): Promise<number> {
  const asked = [{ topic, partition: 0, at: 'latest' }] as const;
  const [result] = await site.root.listOffsets(asked, { isolationLevel: 'read_committed' });
  assert.ok(result !== undefined);
  return valueOf(result.found).offset;
}

async function transactionOf(topic: string) {
  const described = await site.root.describeTransactions([`id-${topic}`]);
  const outcome = described.get(`id-${topic}`);
  assert.ok(outcome !== undefined);
  return valueOf(outcome);
}

describe('transactions', () => {
  test('describeTransactions, listTransactions, abortTransaction', async () => {
    const { root } = site;
    await using producer = await openTransaction('hung');
    const at = { topic: 'hung', partition: 0 };
    const described = await transactionOf('hung');
    const { producerId, state, partitions, coordinatorId } = described;
    assert.deepEqual([state, partitions, coordinatorId], ['Ongoing', [at], 1]);
    const filter = { states: ['Ongoing'], transactionalIdPattern: 'id-h.*' } as const;
    const { transactions, errors } = await root.listTransactions(filter);
    const transactionalId = 'id-hung';
    assert.deepEqual(transactions, [{ transactionalId, producerId, state, coordinatorId }]);
    assert.deepEqual(errors, []);
    const told = await site.tool('transactions', 'list');
    assert.match(told, new RegExp(`id-hung\\s+1\\s+${producerId}\\s+Ongoing`));

    const open = await producerOf('hung');
    assert.equal(open.producerId, producerId);
    const start = open.currentTransactionStartOffset;
    assert.equal(await stableEnd('hung'), start);
    const { producerEpoch, coordinatorEpoch } = open;
    const hanging = { ...at, producerId, producerEpoch, coordinatorEpoch: coordinatorEpoch ?? 0 };
    const older = { ...hanging, producerEpoch: producerEpoch - 1 };
    await refused(root.abortTransaction(older), 'INVALID_PRODUCER_EPOCH');
    await refused(site.ann.abortTransaction(hanging), 'TOPIC_AUTHORIZATION_FAILED');
    await root.abortTransaction(hanging);
    assert.equal((await producerOf('hung')).currentTransactionStartOffset, null);
    // The record, and the marker that has aborted it.
    assert.equal(await stableEnd('hung'), (start ?? 0) + 2);
    await producer.abortTransaction();
  });

  test('what is not there, or cannot be asked', async () => {
    const { root } = site;
    const described = await root.describeTransactions(['nobody']);
    assert.equal(refusal(described.get('nobody')), 'TRANSACTIONAL_ID_NOT_FOUND');
    const { errors } = await root.listTransactions({ transactionalIdPattern: '(' });
    assert.deepEqual(errors.map(refusal), ['INVALID_REGULAR_EXPRESSION']);
  });

  test('fenceProducers', async () => {
    await using producer = await openTransaction('fenced');
    const before = await transactionOf('fenced');
    const fenced = (await site.root.fenceProducers(['id-fenced'])).get('id-fenced');
    assert.equal(fenced?.producerId, before.producerId);
    assert.ok(fenced.producerEpoch > before.producerEpoch, `${fenced.producerEpoch}`);
    await checkFenced('fenced', producer);
    const refusedOne = site.ann.fenceProducers(['id-fenced']);
    await refused(refusedOne, 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED');
  });

  test('forceTerminateTransaction', async () => {
    await using producer = await openTransaction('forced');
    await site.root.forceTerminateTransaction('id-forced');
    await checkFenced('forced', producer);
    const refusedOne = site.ann.forceTerminateTransaction('id-forced');
    await refused(refusedOne, 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED');
  });
});

async function checkFenced(topic: string, producer: Producer): Promise<void> {
  const after = await seen(
    () => transactionOf(topic),
    ({ state }) => state === 'Empty' || state === 'CompleteAbort',
  );
  assert.deepEqual(after.partitions, []);
  const told = await site.tool('transactions', `describe --transactional-id id-${topic}`);
  assert.ok(told.includes(after.state), told);
  const { currentTransactionStartOffset } = await producerOf(topic);
  assert.equal(currentTransactionStartOffset, null);
  await assert.rejects(producer.commitTransaction(), ProducerFencedError);
}

function joining(groupId: string, topic: string): Joining {
  return { port: site.kafka.port, groupId, topic };
}

describe('share groups', () => {
  const groupId = 'sharers';
  const start = async () => {
    const found = (await site.root.listShareGroupOffsets([{ groupId }])).get(groupId);
    assert.ok(found !== undefined);
    const partition = valueOf(found).find(({ topic }) => topic === 'shared');
    return partition === undefined ? null : valueOf(partition.found).startOffset;
  };
  const of = async (id: string) => {
    const outcome = (await site.root.describeShareGroups([id])).get(id);
    assert.ok(outcome !== undefined);
    return outcome;
  };
  const to = (startOffset: number) =>
    site.root.alterShareGroupOffsets(groupId, [{ topic: 'shared', partition: 0, startOffset }]);

  test('the five operations', async () => {
    const { root, ann } = site;
    // This also waits for the coordinator.
    assert.equal(refusal(await of(groupId)), 'GROUP_ID_NOT_FOUND');
    const leave = await joinShareGroup(joining(groupId, 'shared'));
    const joined = valueOf(await seen(() => of(groupId), isThere));
    assert.deepEqual([joined.state, joined.members.length], ['Stable', 1]);
    assert.deepEqual(joined.members[0]?.subscribedTopics, ['shared']);
    assert.match(await site.tool('share-groups', '--list'), /sharers/);
    await refused(to(2), 'NON_EMPTY_GROUP');
    await refused(root.deleteShareGroups([groupId]), 'NON_EMPTY_GROUP');
    await refused(root.deleteShareGroupOffsets(groupId, ['shared']), 'NON_EMPTY_GROUP');
    await leave();
    assert.equal(valueOf(await of(groupId)).state, 'Empty');

    await to(2);
    assert.equal(await seen(start, (offset) => offset === 2), 2);
    const told = await site.tool('share-groups', `--describe --offsets --group ${groupId}`);
    assert.match(told, /sharers +shared +0 +2\b/);
    await root.deleteShareGroupOffsets(groupId, ['shared']);
    assert.equal(await seen(start, (offset) => offset === null), null);
    const nothing = root.deleteShareGroupOffsets(groupId, ['shared']);
    await refused(nothing, 'UNKNOWN_TOPIC_OR_PARTITION');
    const denied = await ann.listShareGroupOffsets([{ groupId }]);
    assert.equal(refusal(denied.get(groupId)), 'GROUP_AUTHORIZATION_FAILED');

    await root.deleteShareGroups([groupId]);
    assert.equal(refusal(await of(groupId)), 'GROUP_ID_NOT_FOUND');
    await refused(root.deleteShareGroups([groupId]), 'GROUP_ID_NOT_FOUND');
  });
});

/** Of a group that is described. */
function isThere(outcome: unknown): boolean {
  return !(outcome instanceof KafkaError);
}

describe('streams groups', () => {
  const groupId = 'streamers';
  const of = async () => {
    const outcome = (await site.root.describeStreamsGroups([groupId])).get(groupId);
    assert.ok(outcome !== undefined);
    return outcome;
  };

  test('describeStreamsGroups, deleteStreamsGroups', async () => {
    const { root } = site;
    assert.equal(refusal(await of()), 'GROUP_ID_NOT_FOUND');
    const leave = await joinStreamsGroup(joining(groupId, 'streamed'));
    const joined = valueOf(await seen(of, isThere));
    assert.deepEqual([joined.members.length, joined.topologyEpoch], [1, 0]);
    const topics = joined.subtopologies.map(({ sourceTopics }) => sourceTopics);
    assert.deepEqual(topics, [['streamed']]);
    assert.notEqual(joined.state, 'Unknown');
    assert.match(await site.tool('groups', '--list'), /streamers +Streams/);
    await refused(root.deleteStreamsGroups([groupId]), 'NON_EMPTY_GROUP');
    await leave();
    assert.equal(valueOf(await of()).state, 'Empty');
  });

  test('their offsets are those of consumer groups', async () => {
    const { root } = site;
    const at = { topic: 'streamed', partition: 0 };
    await root.alterConsumerGroupOffsets(groupId, [{ ...at, offset: 1 }]);
    const look = async () => {
      const outcome = (await root.listConsumerGroupOffsets([{ groupId }])).get(groupId);
      assert.ok(outcome !== undefined);
      return valueOf(outcome).map(({ topic, committed }) => [topic, committed?.offset]);
    };
    assert.deepEqual(await look(), [['streamed', 1]]);
    await root.deleteConsumerGroupOffsets(groupId, [at]);
    assert.deepEqual(await look(), []);
    await root.deleteStreamsGroups([groupId]);
    assert.equal(refusal(await of()), 'GROUP_ID_NOT_FOUND');
  });
});

test('clientInstanceId: none where nobody takes metrics, else the one they come with', async () => {
  const { root, kafka } = site;
  const bootstrapServers = kafka.bootstrap;
  const id = async (): Promise<string> => {
    // Brokers are asked what they serve with each connection.
    await using admin = new Admin({ bootstrapServers });
    const first = await admin.clientInstanceId();
    assert.equal(await admin.clientInstanceId(), first);
    return first;
  };
  await assert.rejects(id(), UnsupportedVersionError);
  const reporters = 'org.apache.kafka.common.metrics.JmxReporter,TelemetryReceiver';
  const set = (name: string, value: string) => ({ name, operation: 'set', value }) as const;
  await root.incrementalAlterConfigs([
    { type: 'broker', name: '', changes: [set('metric.reporters', reporters)] },
    {
      type: 'client-metrics',
      name: 'all',
      changes: [set('metrics', '*'), set('interval.ms', '200')],
    },
  ]);
  assert.match(await seen(id), /^[\w-]{22}$/);

  await using producer = new Producer({ bootstrapServers });
  await using consumer = new Consumer({ bootstrapServers, groupId: 'watched' });
  consumer.subscribe('walls');
  const ids = [await producer.clientInstanceId(), await consumer.clientInstanceId()];
  for (const each of ids) {
    await until(() => kafka.log().includes(`metrics of ${each}`), LIMIT_MS);
    assert.ok(kafka.log().includes(`metrics of ${each}`), each);
  }
});

test('addRaftVoter, removeRaftVoter, describeMetadataQuorum', async () => {
  const { root } = site;
  const { clusterId } = await root.describeCluster();
  const controller = await site.startController();
  const quorum = () => root.describeMetadataQuorum();
  const votersAre = async (...ids: readonly number[]): Promise<void> => {
    const { voters } = await seen(quorum, (each) => each.voters.length === ids.length);
    assert.deepEqual(voters.map(({ replicaId }) => replicaId).toSorted(), ids);
  };
  const caughtUp = ({ observers }: QuorumInfo) =>
    observers.find((each) => each.replicaId === SECOND && each.lastCaughtUpTimestamp !== null);
  try {
    const observer = caughtUp(await seen(quorum, (each) => caughtUp(each) !== undefined));
    assert.ok(observer !== undefined);
    const voter = { voterId: SECOND, voterDirectoryId: observer.replicaDirectoryId };
    const endpoints = [{ name: 'CONTROLLER', host: '127.0.0.1', port: controller.port }];
    const other = root.addRaftVoter({ ...voter, endpoints }, { clusterId: 'other' });
    await refused(other, 'INCONSISTENT_CLUSTER_ID');
    await root.addRaftVoter({ ...voter, endpoints }, { clusterId });
    await votersAre(1, SECOND);
    const { nodes } = await quorum();
    assert.deepEqual(nodes.get(SECOND), { id: SECOND, endpoints });
    await refused(root.addRaftVoter({ ...voter, endpoints }), 'DUPLICATE_VOTER');
    assert.match(await site.tool('metadata-quorum', 'describe --replication'), /^2\s.*Follower/m);
    await root.removeRaftVoter(voter, { clusterId });
    await votersAre(1);
    await refused(root.removeRaftVoter(voter), 'VOTER_NOT_FOUND');
    assert.match(await site.tool('metadata-quorum', 'describe --replication'), /^2\s.*Observer/m);
  } finally {
    await controller.kill();
  }
});
