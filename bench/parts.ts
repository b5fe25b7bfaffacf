// A claim that takes long can be measured in parts, each at its own time. What is kept of it is one
// result: the newest rows of each part, with the day and the commit of each. Pure.

import { isDeepStrictEqual } from 'node:util';

import { holds } from './outcome.ts';
import type { MeasuredPart, Result } from './result.ts';

/** Parts that were measured in the same run. */
function partsOf({ date, commit, rows }: Result): Map<string, MeasuredPart> {
  return new Map(
    rows.flatMap(({ part, samples }): [string, MeasuredPart][] =>
      part === undefined ? [] : [[part, { date, commit, pairs: samples.length }]],
    ),
  );
}

/** Figures of another machine, or beside other versions, do not stand in one table with these. */
function isAlike(one: Result, other: Result): boolean {
  return one.machine === other.machine && isDeepStrictEqual(one.versions, other.versions);
}

/**
 * A result of some of the parts with what was kept of the others. It holds only when none is
 * missing. Without `parts` the claim has none: then it is the result as it is.
 */
export function mergeParts(
  result: Result,
  kept: Result | undefined,
  parts: readonly string[] = [],
): Result {
  if (parts.length === 0) return result;
  const now = partsOf(result);
  const before = new Map(kept !== undefined && isAlike(result, kept) ? keptParts(kept) : []);
  const measured: Record<string, MeasuredPart> = {};
  const rows = parts.flatMap((name) => {
    const part = now.get(name) ?? before.get(name);
    if (part === undefined) return [];
    measured[name] = part;
    const from = now.has(name) ? result : kept;
    return from?.rows.filter((row) => row.part === name) ?? [];
  });
  const missing = parts.filter((name) => measured[name] === undefined);
  return {
    ...result,
    rows,
    parts: measured,
    missing,
    holds: missing.length === 0 && rows.every(holds),
  };
}

function keptParts({ parts = {} }: Result): [string, MeasuredPart][] {
  return Object.entries(parts);
}

/** For people: what was measured together, in one sentence each. */
export function describeParts({ parts = {}, missing = [] }: Result): string[] {
  const runs = Map.groupBy(
    Object.entries(parts),
    ([, { date, commit, pairs }]) => `${date}, commit ${commit}, ${pairs} pairs`,
  );
  const told = [...runs].map(([run, those]) => {
    const names = those.map(([name]) => name).join(', ');
    return `${names}: ${run}.`;
  });
  return missing.length === 0 ? told : [...told, `Not measured yet: ${missing.join(', ')}.`];
}
