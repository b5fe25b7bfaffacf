// The records of a topic, as a test expects them.

import { compareRecords, type ExpectedRecord } from '../records/expected-record.ts';
import type { SeenRecord } from '../records/seen-record.ts';

/** Lines of records in a message: enough to see what is wrong. */
const LINES_MAX = 50;

/** A value alone may stand for a record. */
export type Expected = ExpectedRecord | string;

/** Throws an Error that shows each record beside what was expected. */
export function checkRecords(
  topic: string,
  seen: readonly SeenRecord[],
  expected: readonly Expected[],
): void {
  const wanted = expected.map((each) => (typeof each === 'string' ? { value: each } : each));
  const { isAsExpected, lines } = compareRecords(seen, wanted);
  if (isAsExpected) return;
  const more = lines.length - LINES_MAX;
  const shown = [...lines.slice(0, LINES_MAX), ...(more > 0 ? [`  … and ${more} more`] : [])];
  const counts = `${expected.length} expected, ${seen.length} there`;
  const text = shown.map((line) => `\n  ${line}`).join('');
  throw new Error(`the records of ${topic} are not as expected (${counts}):${text}`);
}
