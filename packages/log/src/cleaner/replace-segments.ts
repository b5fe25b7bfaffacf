// Puts cleaned segments in the place of those that they were made from, so that a kill or a power
// failure between any two calls leaves the old ones or the new ones:
//
//   .cleaned, durable → each becomes .swap, the last one first      a restart drops them before the
//                                                                    first is done, else finishes
//   the log reads the .swap ones; old ones → .deleted, one by one    a restart finishes the swap
//   .log.swap → .log, then the indexes → their names                 a restart goes on with it
//
// After each step names are made durable. What a restart finds of the old ones is thus always the
// last of them, whole, so that nothing older comes back over what a later one has deleted. And
// where a `.log.swap` is left, all that has no `.swap` in its name is old: a restart may remove it.
//
// Whoever reads an old segment holds its file and goes on reading.

import { assert } from '@ottla/base';

import { CLEANED_SUFFIX, SWAP_SUFFIX } from '../files/file-names.ts';
import type { LogCore } from '../partition/log-core.ts';
import { removeLater } from '../retention/delete-segments.ts';
import type { Segment } from '../segment/segment.ts';

/** Not to be aborted. Rejects with DiskError. */
export async function replaceSegments(
  core: LogCore,
  old: readonly Segment[],
  cleaned: readonly Segment[],
): Promise<void> {
  const { disk } = core;
  await disk.syncDirectoryAsync(core.path);
  for (const segment of cleaned.toReversed()) {
    if (!core.isUsable) return;
    segment.changeSuffix(CLEANED_SUFFIX, SWAP_SUFFIX);
    await disk.syncDirectoryAsync(core.path);
  }
  if (!core.isUsable) return;
  const isAllThere = old.every((segment) => core.segments.all.includes(segment));
  assert(isAllThere, `${core.name}: segments went while they were cleaned`);
  core.segments.replace(old, cleaned);
  core.isChanged = true;
  forgetTail(core, cleaned);
  const bases = new Set(cleaned.map(({ baseOffset }) => baseOffset));
  for (const segment of old) {
    segment.markDeleted();
    const { baseOffset } = segment;
    // Producer snapshots stand where segments begin. One by one: a group may have hundreds.
    if (!bases.has(baseOffset)) core.snapshots.removeWhere((offset) => offset === baseOffset);
    await disk.syncDirectoryAsync(core.path);
    if (!core.isUsable) return;
  }
  for (const which of ['log', 'indexes'] as const) {
    for (const segment of cleaned) segment.changeSuffix(SWAP_SUFFIX, '', which);
    await disk.syncDirectoryAsync(core.path);
    if (!core.isUsable) return;
  }
  for (const segment of cleaned) segment.isEntryDurable = true;
  removeLater(core, old);
}

/** Memory still has the old batches. */
function forgetTail(core: LogCore, cleaned: readonly Segment[]): void {
  const { tail } = core;
  const end = core.segments.after(cleaned.at(-1) ?? core.segments.first)?.baseOffset ?? Infinity;
  if (tail.count > 0 && tail.baseOffsetOf(tail.first) < end) tail.clear();
}
