// Very many names in order, without keeping others waiting while they are sorted: runs are sorted
// one a turn, and then merged, two at a time.

/** Names that a turn sorts, or merges: about a millisecond. */
const RUN_LENGTH = 2_000;

/** Names that differ, in the order of their characters' codes. */
export function* sortedInSlices(
  names: readonly string[],
): Generator<undefined, readonly string[]> {
  let runs: (readonly string[])[] = [];
  for (let start = 0; start < names.length; start += RUN_LENGTH) {
    if (start > 0) yield;
    runs.push(names.slice(start, start + RUN_LENGTH).sort((a, b) => (a < b ? -1 : 1)));
  }
  while (runs.length > 1) {
    const merged: (readonly string[])[] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(yield* mergedInSlices(runs[index] ?? [], runs[index + 1] ?? []));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergedInSlices(
  left: readonly string[],
  right: readonly string[],
): Generator<undefined, readonly string[]> {
  const merged: string[] = [];
  let [fromLeft, fromRight] = [0, 0];
  for (;;) {
    const [a, b] = [left[fromLeft], right[fromRight]];
    if (a !== undefined && (b === undefined || a < b)) {
      merged.push(a);
      fromLeft += 1;
    } else if (b !== undefined) {
      merged.push(b);
      fromRight += 1;
    } else return merged;
    if (merged.length % RUN_LENGTH === 0) yield;
  }
}
