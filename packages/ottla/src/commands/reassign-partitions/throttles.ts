// The throttles that go with a reassignment: set on brokers and topics while it runs, and cleared
// when it is over.

import type { Admin, PartitionReassignment } from '@ottla/client';

import type { CommandIo } from '../../cli/command.ts';
import { hashOrder, textHash } from '../java-manner/hash-order.ts';
import { type Assignment, nameOf, type ReplicaTarget } from './document.ts';

const LEADER_RATE = 'leader.replication.throttled.rate';
const FOLLOWER_RATE = 'follower.replication.throttled.rate';
const DIRECTORY_RATE = 'replica.alter.log.dirs.io.max.bytes.per.second';
const LEADER_REPLICAS = 'leader.replication.throttled.replicas';
const FOLLOWER_REPLICAS = 'follower.replication.throttled.replicas';

/** Which brokers a partition comes from, and which it goes to. */
interface Way {
  readonly topic: string;
  readonly partition: number;
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
}

export async function throttleDirectories(
  admin: Admin,
  targets: readonly ReplicaTarget[],
  bytesPerSecond: number,
  io: CommandIo,
): Promise<void> {
  const brokers = new Set(targets.map(({ brokerId }) => brokerId));
  const value = String(bytesPerSecond);
  await setOnBrokers(admin, brokers, [[DIRECTORY_RATE, value]]);
  io.stdout.write(`The replica-alter-dir throttle limit was set to ${value} B/s\n`);
}

export interface Reassigned {
  readonly current: readonly Assignment[];
  readonly proposed: readonly Assignment[];
  readonly running: readonly PartitionReassignment[];
}

export async function throttleBrokers(
  admin: Admin,
  reassigned: Reassigned,
  bytesPerSecond: number,
  io: CommandIo,
): Promise<void> {
  const ways = waysOf(reassigned);
  const byTopic = Map.groupBy(ways, ({ topic }) => topic);
  await admin.incrementalAlterConfigs(
    [...byTopic].map(([topic, ofTopic]) => ({
      type: 'topic' as const,
      name: topic,
      changes: [
        setting(LEADER_REPLICAS, throttled(ofTopic, ({ sources }) => sources)),
        setting(FOLLOWER_REPLICAS, throttled(ofTopic, ({ destinations }) => destinations)),
      ],
    })),
  );
  const brokers = ways.flatMap(({ sources, destinations }) => [...sources, ...destinations]);
  const value = String(bytesPerSecond);
  await setOnBrokers(admin, new Set(brokers), [
    [LEADER_RATE, value],
    [FOLLOWER_RATE, value],
  ]);
  io.stdout.write(`The inter-broker throttle limit was set to ${value} B/s\n`);
}

/** All of them: nobody knows which brokers were part of what is over. */
export async function clearThrottles(
  admin: Admin,
  partitions: readonly Assignment[],
  io: CommandIo,
): Promise<void> {
  const { nodes } = await admin.describeCluster();
  const ids = [...nodes.map(({ id }) => id), ...partitions.flatMap(({ replicas }) => replicas)];
  const brokers = hashOrder([...new Set(ids)], (id) => id);
  io.stdout.write(`Clearing broker-level throttles on broker${s(brokers)} ${brokers.join(',')}\n`);
  await admin.incrementalAlterConfigs(
    brokers.map((id) => ({
      type: 'broker' as const,
      name: String(id),
      changes: [LEADER_RATE, FOLLOWER_RATE, DIRECTORY_RATE].map(removal),
    })),
  );
  const topics = hashOrder([...new Set(partitions.map(({ topic }) => topic))], textHash);
  io.stdout.write(`Clearing topic-level throttles on topic${s(topics)} ${topics.join(',')}\n`);
  await admin.incrementalAlterConfigs(
    topics.map((name) => ({
      type: 'topic' as const,
      name,
      changes: [LEADER_REPLICAS, FOLLOWER_REPLICAS].map(removal),
    })),
  );
}

/** What runs already counts as well; what it began with is where a partition comes from. */
function waysOf({ current, proposed, running }: Reassigned): Way[] {
  const ways = new Map<string, Way>();
  for (const each of running) {
    const sources = each.replicas.filter((id) => !each.addingReplicas.includes(id));
    ways.set(nameOf(each), { ...each, sources, destinations: each.addingReplicas });
  }
  for (const each of proposed) {
    const began = current.find((one) => nameOf(one) === nameOf(each))?.replicas ?? [];
    const sources = ways.get(nameOf(each))?.sources ?? began;
    const destinations = each.replicas.filter((id) => !sources.includes(id));
    ways.set(nameOf(each), { ...each, sources, destinations });
  }
  return [...ways.values()];
}

function throttled(ways: readonly Way[], brokersOf: (way: Way) => readonly number[]): string {
  const entries = ways.flatMap((way) => brokersOf(way).map((id) => `${way.partition}:${id}`));
  return [...new Set(entries)].toSorted().join(',');
}

async function setOnBrokers(
  admin: Admin,
  brokers: ReadonlySet<number>,
  values: readonly (readonly [name: string, value: string])[],
): Promise<void> {
  await admin.incrementalAlterConfigs(
    [...brokers].map((id) => ({
      type: 'broker' as const,
      name: String(id),
      changes: values.map(([name, value]) => setting(name, value)),
    })),
  );
}

function setting(name: string, value: string) {
  return { name, operation: 'set' as const, value };
}

function removal(name: string) {
  return { name, operation: 'delete' as const };
}

function s({ length }: readonly unknown[]): string {
  return length === 1 ? '' : 's';
}
