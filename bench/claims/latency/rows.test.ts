import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { EndToEnd } from '../../native.ts';
import { holds } from '../../outcome.ts';
import { type OurSide, ratesOf, rowsOf, type Side } from './rows.ts';

const RATES = { shared: 26_000, own: 50_000 };

function run(p99: number): EndToEnd {
  return { records: 1, bytes: 1_000, seconds: 1, p50: 1, p99, p999: 2 * p99, max: 3 * p99 };
}

const PEER: Side = { shared: run(8), low: run(4) };
const OURS: OurSide = { shared: run(9), low: run(40), own: run(10) };

/** The rows that break what is demanded, one pair of measurements given. */
function broken(ours: Partial<OurSide> = {}, peer: Partial<Side> = {}): string[] {
  const rows = rowsOf('Peer', RATES, [[{ ...OURS, ...ours }, { ...PEER, ...peer }]]);
  return rows.filter((row) => !holds(row)).map(({ what }) => what);
}

const SHARED = 'p99 with acks=all at 26000 records/s of 1 KB';
const OWN = 'p99 with acks=all at 50000 records/s of 1 KB, a third of our peak';

const CASES: readonly (readonly [string, Partial<OurSide>, Partial<Side>, string[]])[] = [
  ['the p99 that are demanded are met', {}, {}, []],
  ['at one rate 1.2 of the peer is as much as it may be', { shared: run(9.6) }, {}, []],
  ['at one rate more than 1.2 of the peer', { shared: run(9.7) }, {}, [SHARED]],
  ['at one rate over 10 ms, the peer too', { shared: run(11) }, { shared: run(50) }, [SHARED]],
  ['over 10 ms at a third of our own peak', { own: run(10.1) }, {}, [OWN]],
  ['one does not stand for the other', { shared: run(20), own: run(20) }, {}, [SHARED, OWN]],
  ['what was not measured', { own: run(NaN) }, {}, [OWN]],
];

for (const [name, ours, peer, expected] of CASES) {
  test(`latency: ${name}`, () => assert.deepEqual(broken(ours, peer), expected));
}

test('at our own rate we stand alone, last of all', () => {
  const alone = rowsOf('Peer', RATES, [[OURS, PEER]]).slice(-3);
  assert.deepEqual(alone.map(({ peer }) => peer), [undefined, undefined, undefined]);
  const samples = alone.flatMap((row) => row.samples);
  assert.deepEqual(samples, [{ ours: 1 }, { ours: 10 }, { ours: 20 }]);
});

test('both are asked for a third of the slower, we besides for a third of our own', () => {
  assert.deepEqual(ratesOf(150_000, 79_900), { shared: 26_000, own: 50_000 });
  assert.deepEqual(ratesOf(60_000, 90_000), { shared: 20_000, own: 20_000 });
  assert.deepEqual(ratesOf(2_000, 90_000), { shared: 1_000, own: 1_000 });
});
