// A replica moves to another directory while it is appended to, and the process dies at one of its
// calls that change a disk: by a kill, or by a loss of power with acknowledgements that wait for a
// flush. Whatever call it was, the next process has all that was acknowledged, once, and the move
// comes to its end.

import assert from 'node:assert/strict';

import type { Death, DiskOperation } from '@ottla/base';
import { KafkaStorageError, type PartitionLog } from '@ottla/log';
import type { Partition } from '../../src/index.ts';
import { MovingNode, TWO } from '../directories/moving-node.ts';

const CONFIG = { segmentBytes: 1500, indexIntervalBytes: 300, fileDeleteDelayMs: 5 };

export interface DyingMove {
  readonly seed: number;
  /** From this call on no call reaches the disk. */
  readonly fatal: number;
  readonly death: Death;
}

/** False where the work ended before. */
export async function proveDyingMove({ seed, fatal, death }: DyingMove): Promise<boolean> {
  const node = new MovingNode(seed, { ...CONFIG, flushMessages: death === 'power' ? 1 : Infinity });
  // The replica is made, and the controller knows where.
  await node.until(() => node.assigned !== undefined && node.log !== undefined, 200);
  node.append();
  await node.universe.resolve(node.log.flush());
  await node.universe.advance(200);
  const starts: Starts = { acknowledged: 0 };
  let calls = 0;
  node.faults.failure = (operation, path) => {
    if (calls < fatal && changesDisk(node, operation, path)) calls += 1;
    return calls < fatal ? undefined : 'EIO';
  };
  try {
    await work(node, starts);
  } catch (error) {
    // The log may be offline when it is asked for.
    if (calls < fatal) throw error;
  }
  const hasDied = calls >= fatal;
  await node.restart(death);
  const start = node.log.logStartOffset;
  assert.ok(start >= starts.acknowledged, `it starts at ${start}, not ${starts.acknowledged}`);
  node.verify();
  if (node.path !== '/two') node.move('/two');
  node.append();
  const hasMoved = await node.until(() => node.path === '/two', 3000);
  assert.ok(hasMoved, 'the move did not come to its end');
  // The old log goes, the controller hears of it.
  await node.universe.advance(400);
  node.verify();
  assert.equal(node.acknowledged, node.appended.length);
  assert.equal(node.assigned, TWO);
  assert.deepEqual(node.names(), ['/two/t-0'], 'nothing is left of the move');
  return hasDied;
}

/** Below it all is deleted, and somebody was told so. */
interface Starts {
  acknowledged: number;
}

/** Deletes a few of the first records, as DeleteRecords does. */
async function raiseStart(
  { universe, life }: MovingNode,
  partition: Partition,
  starts: Starts,
): Promise<void> {
  const { logStartOffset, highWatermark } = partition.log;
  const offset = Math.min(logStartOffset + 1 + universe.prng.below(3), highWatermark);
  try {
    let log: PartitionLog | undefined;
    // Again where the log is moved to another directory meanwhile.
    while (log !== partition.log) {
      log = partition.log;
      await life.replicas.placement.directoryOf(log)?.starts.raise(log, offset);
    }
    starts.acknowledged = Math.max(starts.acknowledged, offset);
  } catch (error) {
    // Nobody was told anything.
    if (!(error instanceof KafkaStorageError)) throw error;
  }
}

/** Appends, deletes and moves; the order of things is the seed's. */
async function work(node: MovingNode, starts: Starts): Promise<void> {
  const { universe } = node;
  for (let round = 0; round < 8; round++) {
    node.append();
    await universe.advance(universe.prng.between(0, 3));
    if (round === 3) node.move('/two');
  }
  // Now and then something comes; much when the copy is about to take the log's place.
  for (let ms = 0; ms < 1000 && !node.log.isOffline && node.path !== '/two'; ms++) {
    if (universe.prng.chance(node.assigned === TWO ? 0.8 : 0.03)) node.append();
    const deletes = universe.prng.chance(node.assigned === TWO ? 0.5 : 0.02);
    if (deletes) void raiseStart(node, node.partition, starts);
    await universe.advance(1);
  }
  for (let round = 0; round < 5; round++) {
    node.append();
    await universe.advance(universe.prng.between(0, 20));
  }
}

/** Calls that change nothing leave the disk as the next call that does. */
function changesDisk(node: MovingNode, operation: DiskOperation, path: string): boolean {
  switch (operation) {
    case 'read':
    case 'stat':
    case 'list':
    case 'lock':
      return false;
    case 'open':
      return node.universe.storage('broker').tree.find(path) === undefined;
    default:
      return true;
  }
}
