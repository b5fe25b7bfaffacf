// All that a Kafka holds, as text: for the output of a test that has failed.

import { type Admin, configKey } from '@ottla/client';

import type { KafkaClock } from '../clock/kafka-clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { KitClient } from '../options.ts';
import { endsOf, type PartitionEnds, readUpTo } from '../records/read-topic.ts';
import { describeRecord, type SeenRecord } from '../records/seen-record.ts';
import { describeGroup, seeGroup } from '../waiting/group-state.ts';

export interface DumpOptions {
  /** Of each partition its last records, so many. Default 20. */
  readonly records?: number | undefined;
}

export interface DumpParts {
  readonly client: KitClient;
  readonly admin: Admin;
  readonly clock: KafkaClock;
  readonly faults: Faults;
}

const RECORDS = 20;

export async function dump(parts: DumpParts, { records = RECORDS }: DumpOptions): Promise<string> {
  const { client, clock, faults } = parts;
  const time = new Date(clock.now()).toISOString();
  const lines = [
    `Kafka at ${client.bootstrapServers}, ${time} by its ${clock.kind} clock`,
    ...(await topicLines(parts, records)),
    ...(await groupLines(parts.admin)),
    ...faults.describe(),
  ];
  return `${lines.join('\n')}\n`;
}

async function topicLines({ admin, client }: DumpParts, records: number): Promise<string[]> {
  const names = (await admin.listTopics()).map(({ name }) => name);
  if (names.length === 0) return ['no topics'];
  const ends = await endsOf(admin, names);
  const last = ends.map((each) => ({ ...each, start: Math.max(each.start, each.end - records) }));
  const seen = records > 0 ? await readUpTo(client, last) : [];
  const configs = await ownConfigs(admin, names);
  return names.flatMap((name) => {
    const partitions = ends.filter(({ topic }) => topic === name);
    const count = partitions.reduce((sum, { start, end }) => sum + end - start, 0);
    const own = configs.get(name) ?? '';
    return [
      `topic ${name}: ${partitions.length} partitions, ${count} records${own}`,
      ...partitions.flatMap((each) => partitionLines(each, seen)),
    ];
  });
}

function partitionLines(ends: PartitionEnds, seen: readonly SeenRecord[]): string[] {
  const { topic, partition, start, end } = ends;
  if (start === end) return [`  ${partition}: empty, next offset ${end}`];
  const own = seen.filter((each) => each.topic === topic && each.partition === partition);
  const left = end - start - own.length;
  return [
    `  ${partition}: offsets ${start} to ${end - 1}`,
    ...(left > 0 ? [`    … ${left} before these`] : []),
    ...own.map((each) => {
      return `    ${new Date(each.timestamp).toISOString()} ${describeRecord(each)}`;
    }),
  ];
}

/** What was set for a topic itself. */
async function ownConfigs(admin: Admin, names: readonly string[]): Promise<Map<string, string>> {
  const resources = names.map((name) => ({ type: 'topic' as const, name }));
  const described = await admin.describeConfigs(resources);
  return new Map(
    resources.map((resource) => {
      const entries = described.get(configKey(resource)) ?? [];
      const own = entries.filter(({ source }) => source === 'DYNAMIC_TOPIC_CONFIG');
      return [resource.name, own.map(({ name, value }) => `, ${name}=${value}`).join('')];
    }),
  );
}

async function groupLines(admin: Admin): Promise<string[]> {
  const { groups } = await admin.listGroups();
  if (groups.length === 0) return ['no groups'];
  const lines: string[] = [];
  for (const { groupId } of groups) lines.push(...(await linesOfGroup(admin, groupId)));
  return lines;
}

async function linesOfGroup(admin: Admin, groupId: string): Promise<string[]> {
  try {
    return describeGroup(await seeGroup(admin, groupId));
  } catch (error) {
    // One that cannot be looked at now does not hide the others.
    return [`group ${groupId}: ${String(error)}`];
  }
}
