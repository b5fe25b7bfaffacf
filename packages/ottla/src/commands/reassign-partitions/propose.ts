// `--generate` and `--list`: an assignment to think about, and what is being reassigned.

import type { Admin } from '@ottla/client';
import { placeReplicas } from '@ottla/metadata';

import type { CommandIo } from '../../cli/command.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import { type Assignment, byPartition, nameOf, reassignmentJson } from './document.ts';
import { assignmentsOf, pathsOf } from './replica-places.ts';

const RACKS =
  'Not all brokers have rack information. Add --disable-rack-aware in command line to make ' +
  'replica assignment without rack information.';

export interface ProposeOptions {
  readonly topics: readonly string[];
  readonly brokers: readonly number[];
  readonly isRackAware: boolean;
}

export async function propose(
  admin: Admin,
  { topics, brokers, isRackAware }: ProposeOptions,
  io: CommandIo,
): Promise<void> {
  const current = await assignmentsOf(admin, topics);
  const paths = await pathsOf(admin, current);
  const { nodes } = await admin.describeCluster();
  const usable = nodes
    .filter(({ id }) => brokers.includes(id))
    .map(({ id, rack }) => ({ id, rack: isRackAware ? (rack ?? null) : null, fenced: false }));
  const rackless = usable.filter(({ rack }) => rack === null).length;
  if (isRackAware && rackless > 0 && rackless < usable.length) throw new ToolError(RACKS);
  const proposed = [...Map.groupBy(current, ({ topic }) => topic)].flatMap(([topic, ofTopic]) =>
    placed(topic, ofTopic, usable, io),
  );
  io.stdout.write(
    `Current partition replica assignment\n${reassignmentJson(current, paths)}\n\n` +
      `Proposed partition reassignment configuration\n${reassignmentJson(proposed, new Map())}\n`,
  );
}

function placed(
  topic: string,
  current: readonly Assignment[],
  brokers: Parameters<typeof placeReplicas>[0]['brokers'],
  io: CommandIo,
): Assignment[] {
  const replicationFactor = current[0]?.replicas.length ?? 0;
  const request = { partitionCount: current.length, replicationFactor, brokers };
  const placement = placeReplicas(request, io.world().random);
  if (placement.kind === 'refused') throw new ToolError(placement.message);
  return placement.assignments.map((replicas, partition) => ({ topic, partition, replicas }));
}

export async function list(admin: Admin, io: CommandIo): Promise<void> {
  const running = await admin.listPartitionReassignments();
  if (running.length === 0) {
    io.stdout.write('No partition reassignments found.\n');
    return;
  }
  const lines = running.toSorted(byPartition).map((each) => {
    const { replicas, addingReplicas, removingReplicas } = each;
    const adding = addingReplicas.length === 0 ? '' : ` adding: ${addingReplicas.join(',')}.`;
    const removing =
      removingReplicas.length === 0 ? '' : ` removing: ${removingReplicas.join(',')}.`;
    return `${nameOf(each)}: replicas: ${replicas.join(',')}.${adding}${removing}\n`;
  });
  io.stdout.write(`Current partition reassignments:\n${lines.join('')}`);
}
