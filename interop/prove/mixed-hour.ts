// `npm run prove -- mixed-hour [MINUTES]`: one broker under steady mixed load, whose memory and
// descriptors must not grow once it has settled.

import assert from 'node:assert/strict';

import { descriptorsAtEnds, rssSlope, type Sample, sampleProcess } from '../growth/growth.ts';
import { MixedLoad } from '../growth/mixed-load.ts';
import { wait } from '../groups/until.ts';
import { installPeers } from '../install.ts';
import { type BrokerProcess, startBroker } from '../peers/broker.ts';

const MINUTES = 60;
/** Caches, the JIT and the first rounds of retention. */
const SETTLING_MINUTES = 10;
const SAMPLE_MS = 5_000;
const REPORT_EVERY = 60;
const SLOPE_MAX_MB_PER_HOUR = 5;
/** Connections of clients that come and go. */
const DESCRIPTORS_SLACK = 5;
const OVERRIDES = { 'log.retention.check.interval.ms': 10_000 };

export async function prove(args: readonly string[]): Promise<{ covered: string }> {
  const minutes = Number(args[0] ?? MINUTES);
  await installPeers();
  const broker = await startBroker({ overrides: OVERRIDES });
  try {
    return { covered: await loadAndJudge(broker, minutes) };
  } finally {
    await broker.kill();
  }
}

async function loadAndJudge(broker: BrokerProcess, minutes: number): Promise<string> {
  const load = await MixedLoad.start(broker.bootstrap);
  const samples = await watch(broker, load, minutes);
  await load.stop();
  assert.equal(await broker.stop(), 0, broker.log());
  const settling = Math.min(SETTLING_MINUTES, minutes / 4) * 60;
  const settled = samples.filter(({ seconds }) => seconds >= settling);
  const slope = rssSlope(settled);
  const [first, last] = descriptorsAtEnds(settled);
  const rounds = Object.entries(load.rounds).map(([name, count]) => `${count} ${name}`);
  const rss = `${settled[0]?.rssMb.toFixed(0)} to ${settled.at(-1)?.rssMb.toFixed(0)} MB`;
  const said = [
    `${minutes} min, ${load.consumed} records read, rounds: ${rounds.join(', ')}`,
    `RSS ${rss}, slope ${slope.toFixed(1)} MB/h`,
    `descriptors ${first} to ${last}`,
  ];
  const covered = said.join('; ');
  console.log(covered);
  for (const [name, count] of Object.entries(load.rounds)) assert.ok(count > 0, `no ${name}`);
  assert.ok(load.consumed > 0, 'nothing was read');
  assert.ok(slope < SLOPE_MAX_MB_PER_HOUR, covered);
  assert.ok(last <= first + DESCRIPTORS_SLACK, covered);
  return covered;
}

async function watch(broker: BrokerProcess, load: MixedLoad, minutes: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const count = Math.ceil((minutes * 60_000) / SAMPLE_MS);
  const start = performance.now();
  while (samples.length < count && load.failure === undefined) {
    await wait(SAMPLE_MS);
    const sample = sampleProcess(broker.pid, (performance.now() - start) / 1000);
    samples.push(sample);
    if (samples.length % REPORT_EVERY === 0) console.log(JSON.stringify({ ...sample }));
  }
  return samples;
}
