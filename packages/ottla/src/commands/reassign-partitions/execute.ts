// `--execute` and `--cancel`: has partitions reassigned and replicas moved, or calls that off.

import { type Admin, KafkaError, outcomesOf, type ReassignmentResult } from '@ottla/client';

import type { CommandIo } from '../../cli/command.ts';
import { javaMessageOf } from '../java-manner/java-messages.ts';
import { javaText } from '../java-manner/log-line.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import {
  byPartition,
  byReplica,
  checkReassignment,
  nameOf,
  type Reassignment,
  reassignmentJson,
  replicaNameOf,
  type ReplicaTarget,
} from './document.ts';
import { currentAssignments, pathsOf } from './replica-places.ts';
import { clearThrottles, throttleBrokers, throttleDirectories } from './throttles.ts';
import { moveStates } from './verify.ts';

/** How often a move is asked for again while its replica is not there yet. */
const RETRY_MS = 100;

const EXISTING =
  'Cannot execute because there is an existing partition assignment.  Use --additional to ' +
  'override this and create a new partition assignment in addition to the existing one. The ' +
  '--additional flag can also be used to change the throttle by resubmitting the current ' +
  'reassignment.';
const VERIFY =
  'Warning: You must run --verify periodically, until the reassignment completes, to ensure the ' +
  'throttle is removed.\n';

/** What ends the tool with its words alone, without `Error: `. */
export class TerseError extends ToolError {}

export interface ExecuteOptions {
  readonly isAdditional: boolean;
  /** Bytes a second; below 0 for none. */
  readonly brokerThrottle: number;
  readonly directoryThrottle: number;
  readonly timeoutMs: number;
  readonly keepsFactor: boolean;
}

export async function execute(
  admin: Admin,
  wanted: Reassignment,
  options: ExecuteOptions,
  io: CommandIo,
): Promise<void> {
  checkReassignment(wanted);
  const { partitions, targets } = wanted;
  const running = await admin.listPartitionReassignments();
  if (!options.isAdditional && running.length > 0) throw new TerseError(EXISTING);
  await checkBrokers(admin, wanted);
  const current = await currentAssignments(admin, partitions);
  const json = reassignmentJson(current, await pathsOf(admin, current));
  io.stdout.write(
    `Current partition replica assignment\n\n${json}\n\n` +
      'Save this to use as the --reassignment-json-file option during rollback\n',
  );
  const { brokerThrottle, directoryThrottle, timeoutMs } = options;
  if (brokerThrottle >= 0 || directoryThrottle >= 0) io.stdout.write(VERIFY);
  if (brokerThrottle >= 0) {
    await throttleBrokers(admin, { current, proposed: partitions, running }, brokerThrottle, io);
  }
  if (directoryThrottle >= 0) await throttleDirectories(admin, targets, directoryThrottle, io);
  const starting = admin.alterPartitionReassignments(partitions, {
    allowReplicationFactorChange: !options.keepsFactor,
  });
  const results = await outcomesOf(starting);
  refuse('Error reassigning partition(s):', results);
  const names = partitions.toSorted(byPartition).map(nameOf).join(',');
  const plural = partitions.length === 1 ? '' : 's';
  io.stdout.write(`Successfully started partition reassignment${plural} for ${names}\n`);
  if (targets.length > 0) await move(admin, targets, timeoutMs, io);
}

export async function cancel(
  admin: Admin,
  { partitions, targets }: Reassignment,
  options: { readonly keepsThrottles: boolean; readonly timeoutMs: number },
  io: CommandIo,
): Promise<void> {
  const running = await admin.listPartitionReassignments(partitions);
  const active = running.filter(
    (each) => each.addingReplicas.length > 0 || each.removingReplicas.length > 0,
  );
  if (active.length > 0) {
    const cancelling = admin.alterPartitionReassignments(
      active.map(({ topic, partition }) => ({ topic, partition, replicas: null })),
    );
    const results = await outcomesOf(cancelling);
    const failed = results.filter(({ outcome }) => outcome !== true).length;
    refuse(`Error cancelling partition reassignment${failed === 1 ? '' : 's'} for:`, results);
    const names = active.toSorted(byPartition).map(nameOf).join(',');
    const plural = active.length === 1 ? '' : 's';
    io.stdout.write(`Successfully cancelled partition reassignment${plural} for: ${names}\n`);
  } else io.stdout.write('None of the specified partition reassignments are active.\n');
  const back = (await moveStates(admin, targets)).flatMap(({ target, dirs }) =>
    dirs.future === null || dirs.current === null ? [] : [{ ...target, path: dirs.current.path }],
  );
  // Java's tool forgets the line's end here.
  if (back.length === 0) io.stdout.write('None of the specified partition moves are active.');
  else await move(admin, back, options.timeoutMs, io);
  if (!options.keepsThrottles) await clearThrottles(admin, partitions, io);
}

async function checkBrokers(admin: Admin, { partitions }: Reassignment): Promise<void> {
  const { nodes } = await admin.describeCluster();
  const known = new Set(nodes.map(({ id }) => id));
  const asked = new Set(partitions.flatMap(({ replicas }) => replicas));
  const unknown = [...asked].find((id) => !known.has(id));
  if (unknown !== undefined) throw new ToolError(`Unknown broker id ${unknown}`);
}

function refuse(head: string, results: readonly ReassignmentResult[]): void {
  const failed = results.toSorted(byPartition).flatMap((each) => {
    const { outcome } = each;
    return outcome === true ? [] : [`${nameOf(each)}: ${reasonOf(outcome)}`];
  });
  if (failed.length > 0) throw new TerseError([head, ...failed].join('\n'));
}

/** What the broker said, where it said something. */
function reasonOf(error: Error): string {
  return error instanceof KafkaError ? javaMessageOf(error) : error.message;
}

/** Asks until every move has begun: a replica may still be on its way to its broker. */
async function move(
  admin: Admin,
  targets: readonly ReplicaTarget[],
  timeoutMs: number,
  io: CommandIo,
): Promise<void> {
  const { clock, timers } = io.world();
  const startMs = clock.monotonicMs();
  let pending = targets;
  for (;;) {
    const results = await outcomesOf(admin.alterReplicaLogDirs(pending));
    const begun = new Set<string>();
    for (const result of results) {
      const { outcome } = result;
      if (outcome === true) begun.add(replicaNameOf(result));
      else if (outcome.name !== 'REPLICA_NOT_AVAILABLE') {
        // Java tells the reason with its stack trace.
        const problem = `Failed to alter dir for ${replicaNameOf(result)}`;
        throw new ToolError(`${problem}\nCaused by: ${javaText(outcome)}`);
      }
    }
    for (const each of pending.toSorted(byReplica)) {
      if (!begun.has(replicaNameOf(each))) continue;
      const replica = `${nameOf(each)} with broker ${each.brokerId}`;
      io.stdout.write(
        `Successfully started moving log directory to ${each.path} for replica ${replica} \n`,
      );
    }
    pending = pending.filter((each) => !begun.has(replicaNameOf(each)));
    if (pending.length === 0) return;
    if (clock.monotonicMs() >= startMs + timeoutMs) throw timedOut(pending);
    await new Promise<void>((resolve) => timers.after(RETRY_MS, resolve));
  }
}

function timedOut(pending: readonly ReplicaTarget[]): TerseError {
  const names = pending.toSorted(byReplica).map(replicaNameOf).join(',');
  const plural = pending.length === 1 ? '' : 's';
  const problem = `Timed out before log directory move${plural} could be started for`;
  return new TerseError(`${problem}: ${names}`);
}
