// Java's tools and ours with the same arguments against the same broker: standard output and exit
// code are equal after masking ids and times; what differs is listed with its reason, at most 3 %.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { allCases } from '../tools/all-cases.ts';
import type { Comparison } from '../tools/compare.ts';
import { countVerdicts, describeDifference, describeTable } from '../tools/report.ts';
import { compareAll } from '../tools/session.ts';

const SETS_MIN = 150;
const LISTED_SHARE_MAX = 0.03;
const SLICE = 3;

function differences(comparisons: readonly Comparison[], isListed: boolean): string {
  return comparisons
    .filter(({ verdict }) => verdict !== 'equal')
    .filter(({ toolCase }) => (toolCase.exception !== undefined) === isListed)
    .map(describeDifference)
    .join('\n');
}

test("our tools print and end as Apache Kafka's do", async () => {
  const all = await allCases();
  // A slice of each tool for every change; all of them when the suite is named.
  const isSlice = process.env['OTTLA_INTEROP_CI'] === '1';
  const cases = isSlice ? all.filter((_, index) => index % SLICE === 0) : all;
  const comparisons = await compareAll(cases, { broker: 'ottla' });
  console.log(`${differences(comparisons, true)}\n${describeTable(comparisons)}`);
  const { sets, listed } = countVerdicts(comparisons);
  assert.ok(sets >= SETS_MIN, `${sets} sets of arguments, at least ${SETS_MIN}`);
  assert.equal(differences(comparisons, false), '', 'differences that are not listed');
  assert.ok(listed <= sets * LISTED_SHARE_MAX, `${listed} of ${sets} sets are listed exceptions`);
});
