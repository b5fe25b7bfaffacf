// What a node's clients can see of its data, as plain values: two nodes that opened the same
// directory must show the same.

import { Admin, configKey, PartitionConsumer, valueOf } from '@ottla/client';

export interface SeenRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly (readonly [string, string | null])[];
}

export interface SeenPartition {
  readonly logStartOffset: number;
  readonly records: readonly SeenRecord[];
}

export interface NodeState {
  readonly clusterId: string;
  readonly topics: Readonly<
    Record<
      string,
      {
        readonly id: string;
        readonly configs: Readonly<Record<string, string | null>>;
        readonly partitions: readonly SeenPartition[];
      }
    >
  >;
  /** Committed offsets: group, then `topic-partition`. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const decoder = new TextDecoder();

export async function nodeState(bootstrapServers: string): Promise<NodeState> {
  await using admin = new Admin({ bootstrapServers });
  const topics: Record<string, NodeState['topics'][string]> = {};
  for (const { name, id } of await admin.listTopics()) {
    topics[name] = {
      id,
      configs: await ownConfigs(admin, name),
      partitions: await seenPartitions(admin, bootstrapServers, name),
    };
  }
  const { clusterId } = await admin.describeCluster();
  return { clusterId: clusterId ?? '', topics, groups: await committed(admin) };
}

/** What was set on the topic itself. */
async function ownConfigs(admin: Admin, name: string): Promise<Record<string, string | null>> {
  const resource = { type: 'topic', name } as const;
  const entries = (await admin.describeConfigs([resource])).get(configKey(resource)) ?? [];
  const own = entries.filter(({ source }) => source === 'DYNAMIC_TOPIC_CONFIG');
  return Object.fromEntries(own.map(({ name: key, value }) => [key, value]));
}

async function seenPartitions(admin: Admin, bootstrapServers: string, topic: string) {
  const count = (await admin.describeTopics([topic])).get(topic)?.partitions.length ?? 0;
  const seen: SeenPartition[] = [];
  for (let partition = 0; partition < count; partition++) {
    const [start, end] = await Promise.all([
      offsetAt(admin, { topic, partition, at: 'earliest' }),
      offsetAt(admin, { topic, partition, at: 'latest' }),
    ]);
    const records = await readUntil(bootstrapServers, { topic, partition }, end);
    seen.push({ logStartOffset: start, records });
  }
  return seen;
}

interface End {
  readonly topic: string;
  readonly partition: number;
  readonly at: 'earliest' | 'latest';
}

async function offsetAt(admin: Admin, end: End): Promise<number> {
  const [answer] = await admin.listOffsets([end]);
  if (answer === undefined) throw new Error(`no offset of ${end.topic}-${end.partition}`);
  return valueOf(answer.found).offset;
}

async function readUntil(
  bootstrapServers: string,
  where: { readonly topic: string; readonly partition: number },
  end: number,
): Promise<SeenRecord[]> {
  await using consumer = new PartitionConsumer({ bootstrapServers });
  consumer.assign([{ ...where, from: 'earliest' }]);
  const records: SeenRecord[] = [];
  while ((consumer.position(where) ?? 0) < end) {
    for (const { offset, timestamp, key, value, headers } of await consumer.next()) {
      const pairs = headers.map((each) => [each.key, textOf(each.value)] as const);
      records.push({ offset, timestamp, key: textOf(key), value: textOf(value), headers: pairs });
    }
  }
  return records;
}

function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : decoder.decode(bytes);
}

async function committed(admin: Admin): Promise<NodeState['groups']> {
  const { groups } = await admin.listGroups();
  const all: Record<string, Record<string, number>> = {};
  for (const { groupId } of groups) {
    const outcome = (await admin.listConsumerGroupOffsets([{ groupId }])).get(groupId);
    if (outcome === undefined) throw new Error(`no offsets of group ${groupId}`);
    const offsets = valueOf(outcome).map(
      ({ topic, partition, committed: found }) =>
        [`${topic}-${partition}`, found?.offset ?? -1] as const,
    );
    all[groupId] = Object.fromEntries(offsets);
  }
  return all;
}
