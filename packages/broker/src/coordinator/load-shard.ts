// Loads a shard: reads its partition's log from start to end and has the runtime replay it. A long
// log is read piece by piece, so that the broker serves others meanwhile.

import type { Timers } from '@ottla/base';
import type { PartitionRuntime } from '@ottla/coordinator';
import { isCold, type LogServices, resolve, resolveNow } from '@ottla/log';
import type { Partition } from '../replica/partition.ts';
import type { ShardLogWriter } from './shard-log-writer.ts';

export interface LoadShardOptions<State> {
  readonly partition: Partition;
  readonly runtime: PartitionRuntime<State>;
  readonly writer: ShardLogWriter;
  readonly logServices: LogServices;
  readonly timers: Timers;
  /** offsets.load.buffer.size: what is read at a time. */
  readonly bufferBytes: number;
}

export interface LoadSummary {
  readonly bytes: number;
  readonly endOffset: number;
}

/**
 * Ends with an active runtime, at once for an empty log; or early where the runtime was ended
 * meanwhile. Rejects where the log cannot be read, or the shard cannot read what is in it.
 */
export async function loadShard<State>(options: LoadShardOptions<State>): Promise<LoadSummary> {
  const { partition, runtime, timers } = options;
  const { log } = partition;
  let offset = log.logStartOffset;
  let bytes = 0;
  runtime.startLoading(offset, log.highWatermark);
  while (offset < log.logEndOffset && runtime.phase === 'loading') {
    const piece = await readPiece(options, offset);
    if (runtime.phase !== 'loading') break;
    const nextOffset = runtime.load(piece, log.highWatermark);
    bytes += piece.length;
    // Compaction may have left nothing between here and the end.
    if (nextOffset === offset && log.writtenOffset === log.logEndOffset) break;
    if (nextOffset === offset) await written(partition);
    else await new Promise<void>((resolved) => void timers.after(0, resolved));
    offset = nextOffset;
  }
  const endOffset = log.logEndOffset;
  if (runtime.phase !== 'loading') return { bytes, endOffset };
  runtime.activate(endOffset, log.highWatermark);
  // What an earlier leader has left above the high watermark is committed one day.
  if (log.highWatermark < endOffset) options.writer.tellCommitted(endOffset);
  return { bytes, endOffset };
}

/** Batches from the one that `offset` lies in. The bytes are the caller's own. */
async function readPiece<State>(
  { partition, logServices, bufferBytes }: LoadShardOptions<State>,
  offset: number,
): Promise<Uint8Array> {
  const found = partition.log.readQuickly(offset, {
    maxBytes: bufferBytes,
    minOneMessage: true,
    upTo: 'log-end',
  });
  const plan = found.kind === 'cold' ? await found.plan() : found;
  if (plan.kind === 'refused') throw new Error(`${plan.error.name}: ${plan.message}`);
  const read = isCold(plan) ? await resolve(logServices, plan) : resolveNow(logServices, plan);
  const bytes = Buffer.concat(read.chunks);
  read.release();
  return bytes;
}

/** What is appended is in the file, where alone it can be read. */
function written(partition: Partition): Promise<void> {
  const { promise, resolve: reached, reject } = Promise.withResolvers<void>();
  partition.writtenAcks.push({
    requiredOffset: partition.log.logEndOffset,
    reached,
    refused: (error) => reject(new Error(error.message)),
  });
  return promise;
}
