// Turns a plan into chunks to send: memory pieces as they are, file ranges read into pooled
// buffers. At once where the bytes are likely in the page cache, on the thread pool where they are
// not.

import type { Slab } from '@ottla/base';

import type { LogServices } from '../log-services.ts';
import type { Plan } from './plan.ts';
import type { FilePiece, ReadPlan } from './read-plan.ts';

/**
 * A slab is worth taking for so large a part of it. A fetch of dozens of partitions reads a little
 * of each: with a slab for every one it would hold, and a slow client keep, a megabyte for each.
 */
const SLAB_SHARE_MIN = 8;

export interface ResolvedRead {
  readonly chunks: readonly Uint8Array[];
  readonly sizeBytes: number;
  /** Gives buffers and the plan's leases back, once the chunks were sent. */
  release(): void;
}

/** Whether a piece should be read on the thread pool: then use `resolve`. */
export function isCold(plan: ReadPlan): boolean {
  return plan.pieces.some((piece) => piece.kind === 'file' && piece.isCold);
}

/** Takes the plan over. Throws KafkaStorageError, with the plan released. */
export function resolveNow(services: LogServices, plan: ReadPlan): ResolvedRead {
  const result = new Resolved(plan);
  try {
    for (const piece of plan.pieces) {
      if (piece.kind === 'memory') result.add(piece.bytes);
      else readNow(services, piece, result);
    }
  } catch (cause) {
    throw result.failed(cause);
  }
  return result;
}

/** As `resolveNow`, off the event loop. Rejects with KafkaStorageError. */
export async function resolve(services: LogServices, plan: ReadPlan): Promise<ResolvedRead> {
  const result = new Resolved(plan);
  try {
    for (const piece of plan.pieces) {
      if (piece.kind === 'memory') result.add(piece.bytes);
      else await readSoon(services, piece, result);
    }
  } catch (cause) {
    throw result.failed(cause);
  }
  return result;
}

class Resolved implements ResolvedRead {
  readonly chunks: Uint8Array[] = [];
  sizeBytes = 0;
  readonly #slabs: Slab[] = [];
  readonly #plan: Plan;

  constructor(plan: ReadPlan) {
    // Every ReadPlan is a Plan: nothing else makes one.
    this.#plan = plan as Plan;
  }

  /** Memory for the next bytes of a file: from the pool, or of its own size where few are left. */
  room({ readPool }: LogServices, sizeBytes: number): Uint8Array {
    if (sizeBytes * SLAB_SHARE_MIN < readPool.slabBytes) return Buffer.allocUnsafeSlow(sizeBytes);
    const slab = readPool.take();
    this.#slabs.push(slab);
    return slab.bytes.subarray(0, Math.min(sizeBytes, slab.bytes.length));
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.chunks.push(bytes);
    this.sizeBytes += bytes.length;
  }

  failed(cause: unknown): Error {
    const error = this.#plan.failed(cause);
    this.release();
    return error;
  }

  release(): void {
    for (const slab of this.#slabs) slab.release();
    this.#slabs.length = 0;
    this.#plan.release();
  }
}

function readNow(services: LogServices, piece: FilePiece, result: Resolved): void {
  const file = piece.segment.file.open();
  let done = 0;
  while (done < piece.sizeBytes) {
    const into = result.room(services, piece.sizeBytes - done);
    const got = file.read(into, piece.position + done);
    result.add(into.subarray(0, got));
    // The file ends early where the log was truncated meanwhile.
    if (got < into.length) return;
    done += got;
  }
}

async function readSoon(
  services: LogServices,
  piece: FilePiece,
  result: Resolved,
): Promise<void> {
  const file = piece.segment.file.open();
  let done = 0;
  while (done < piece.sizeBytes) {
    const into = result.room(services, piece.sizeBytes - done);
    const got = await file.readAsync(into, piece.position + done);
    result.add(into.subarray(0, got));
    if (got < into.length) return;
    done += got;
  }
}
