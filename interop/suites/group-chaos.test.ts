// A minute of the proof `group-chaos` (docs/ledger.md), with fewer members and partitions: by name
// only, as it takes as long as it takes.

import { test } from 'node:test';

import { runChaos } from '../groups/chaos.ts';

test('a minute of chaos: nothing twice, nothing skipped, nothing back', async () => {
  const size = { seconds: 60, partitions: 120, members: 10, recordsPerSecond: 500 };
  const names = process.env['OTTLA_INTEROP_DRIVERS']?.split(',');
  const drivers = names === undefined ? {} : { drivers: names };
  console.log(await runChaos({ ...size, ...drivers, seed: 1, report: console.log }));
});
