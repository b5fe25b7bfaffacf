// Copies a read out of many slabs into few. A slow reader holds whole slabs: where it would hold
// many for the sake of few bytes each (small batches of one partition among those of many),
// copying them is the lesser cost. A copy too small to be worth a slab gets memory of its own size:
// one fetch reads dozens of such partitions, and a slab for each would be what it is to save.

import type { SlabPool } from '@ottla/base';
import type { ReadPlan, ResolvedRead } from '@ottla/log';
import type { Slab } from '@ottla/base';

/** Bytes of slabs that may be held for each byte that is sent. */
const HELD_PER_BYTE_MAX = 8;

/** Whether the plan lies wholly in memory, and in more slabs than its bytes are worth. */
export function isScattered({ pieces, sizeBytes }: ReadPlan): boolean {
  let heldBytes = 0;
  let last: Slab | undefined;
  for (const piece of pieces) {
    if (piece.kind !== 'memory') return false;
    if (piece.slab === last) continue;
    last = piece.slab;
    heldBytes += piece.slab.bytes.length;
  }
  return heldBytes > HELD_PER_BYTE_MAX * sizeBytes && pieces.length > 1;
}

/** Takes the plan over: its slabs are free at once. */
export function compactRead(pool: SlabPool, plan: ReadPlan): ResolvedRead {
  return pool.slabBytes > HELD_PER_BYTE_MAX * plan.sizeBytes
    ? copyExactly(plan)
    : copyIntoSlabs(pool, plan);
}

function copyExactly(plan: ReadPlan): ResolvedRead {
  const { sizeBytes } = plan;
  const copy = Buffer.allocUnsafeSlow(sizeBytes);
  let used = 0;
  for (const piece of plan.pieces) {
    if (piece.kind !== 'memory') continue;
    copy.set(piece.bytes, used);
    used += piece.bytes.length;
  }
  plan.release();
  return { chunks: [copy], sizeBytes, release: () => undefined };
}

function copyIntoSlabs(pool: SlabPool, plan: ReadPlan): ResolvedRead {
  const slabs: Slab[] = [];
  const chunks: Uint8Array[] = [];
  let into: Slab | undefined;
  let used = 0;
  const seal = (): void => {
    if (into !== undefined && used > 0) chunks.push(into.bytes.subarray(0, used));
  };
  for (const piece of plan.pieces) {
    if (piece.kind !== 'memory') continue;
    for (let at = 0; at < piece.bytes.length; ) {
      if (into === undefined || used === into.bytes.length) {
        seal();
        into = pool.take();
        slabs.push(into);
        used = 0;
      }
      const count = Math.min(piece.bytes.length - at, into.bytes.length - used);
      into.bytes.set(piece.bytes.subarray(at, at + count), used);
      used += count;
      at += count;
    }
  }
  seal();
  const { sizeBytes } = plan;
  plan.release();
  return {
    chunks,
    sizeBytes,
    release: () => {
      for (const slab of slabs) slab.release();
    },
  };
}
