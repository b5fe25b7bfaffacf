// How snapshots are named: by the offset where they end and the epoch of the last record contained.

import type { OffsetAndEpoch } from '../offset-and-epoch.ts';

const OFFSET_DIGITS = 20;
const EPOCH_DIGITS = 10;
const NAME = /^(\d{20})-(\d{10})\.checkpoint$/;

export const CHECKPOINT_SUFFIX = '.checkpoint';
/** A snapshot that is being written. */
export const PART_SUFFIX = '.part';
/** A snapshot on its way out. */
export const DELETED_SUFFIX = '.deleted';

export function snapshotFileName(id: OffsetAndEpoch): string {
  const offset = String(id.offset).padStart(OFFSET_DIGITS, '0');
  const epoch = String(id.epoch).padStart(EPOCH_DIGITS, '0');
  return `${offset}-${epoch}${CHECKPOINT_SUFFIX}`;
}

/** The id in the name of a complete snapshot; undefined for any other file. */
export function parseSnapshotFileName(name: string): OffsetAndEpoch | undefined {
  const match = NAME.exec(name);
  if (match === null) return undefined;
  return { offset: Number(match[1]), epoch: Number(match[2]) };
}
