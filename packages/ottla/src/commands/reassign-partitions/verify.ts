// `--verify`: how far what was asked for has come.

import { type Admin, type ReplicaLogDirs, valueOf } from '@ottla/client';

import type { CommandIo } from '../../cli/command.ts';
import {
  type Assignment,
  byPartition,
  byReplica,
  nameOf,
  type Reassignment,
  replicaNameOf,
  type ReplicaTarget,
} from './document.ts';
import { describe } from './replica-places.ts';
import { clearThrottles } from './throttles.ts';

/** A replica, where it is to be, and where it is. */
export interface MoveState {
  readonly target: ReplicaTarget;
  readonly dirs: ReplicaLogDirs;
}

export async function verify(
  admin: Admin,
  { partitions, targets }: Reassignment,
  keepsThrottles: boolean,
  io: CommandIo,
): Promise<void> {
  const isBusy = await verifyPartitions(admin, partitions, io);
  const states = (await moveStates(admin, targets)).toSorted((a, b) =>
    byReplica(a.target, b.target),
  );
  io.stdout.write(`${states.map(moveText).join('\n')}\n`);
  const isMoving = states.some(({ dirs }) => dirs.future !== null);
  if (!isBusy && !isMoving && !keepsThrottles) await clearThrottles(admin, partitions, io);
}

/** Whether any reassignment is under way, be it one that was not asked for here. */
async function verifyPartitions(
  admin: Admin,
  partitions: readonly Assignment[],
  io: CommandIo,
): Promise<boolean> {
  const running = await admin.listPartitionReassignments();
  const names = new Set(running.map(nameOf));
  const lines = ['Status of partition reassignment:'];
  for (const each of partitions.toSorted(byPartition)) {
    lines.push(names.has(nameOf(each)) ? inProgress(each) : await overText(admin, each));
  }
  io.stdout.write(`${lines.join('\n')}\n`);
  return running.length > 0;
}

function inProgress(partition: Assignment): string {
  return `Reassignment of partition ${nameOf(partition)} is still in progress.`;
}

async function overText(admin: Admin, wanted: Assignment): Promise<string> {
  const described = await describe(admin, wanted.topic);
  const current = described?.partitions[wanted.partition]?.replicas ?? [];
  const target = wanted.replicas.join(',');
  if (current.join(',') === target) {
    return `Reassignment of partition ${nameOf(wanted)} is completed.`;
  }
  return (
    `There is no active reassignment of partition ${nameOf(wanted)}, but replica set is ` +
    `${current.join(',')} rather than ${target}.`
  );
}

export async function moveStates(
  admin: Admin,
  targets: readonly ReplicaTarget[],
): Promise<MoveState[]> {
  const results = await admin.describeReplicaLogDirs(targets);
  const dirs = new Map(results.map((each) => [replicaNameOf(each), each.outcome]));
  return targets.flatMap((target) => {
    const outcome = dirs.get(replicaNameOf(target));
    return outcome === undefined ? [] : [{ target, dirs: valueOf(outcome) }];
  });
}

function moveText({ target, dirs: { current, future } }: MoveState): string {
  const name = `Partition ${nameOf(target)}`;
  const replica = replicaNameOf(target);
  const on = `on broker ${target.brokerId}`;
  if (current === null) {
    return (
      `${name} is not found in any live log dir ${on}. ` +
      'There is likely an offline log directory on the broker.'
    );
  }
  if (future !== null) {
    const isWanted = future.path === target.path;
    return isWanted
      ? `Reassignment of replica ${replica} is still in progress.`
      : `${name} ${on} is being moved to log dir ${future.path} instead of ${target.path}.`;
  }
  if (current.path === target.path) {
    return `Reassignment of replica ${replica} completed successfully.`;
  }
  return `${name} ${on} is not being moved from log dir ${current.path} to ${target.path}.`;
}
