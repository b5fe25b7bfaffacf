// Claim: a broker with 1,000 partitions that nobody uses takes at most 1 % of a core. Its memory,
// and that of an empty broker, stand beside a bare Node HTTP server's; so does what the three take
// of a core.
//
// The broker starts from an empty directory and is measured before and after the partitions are
// made; each time some seconds go by first, so that start and making do not count. CPU is counted
// over a minute in nanoseconds, all threads together.

import { setTimeout as pause } from 'node:timers/promises';

import { createTopic } from '../load.ts';
import { residentBytes, scheduledSeconds } from '../measure.ts';
import { type Figure, type Row, rowsAlone, rowsBeside } from '../outcome.ts';
import { inPairs, inTurn } from '../pairs.ts';
import { bareServer, startNode } from '../peers/node-process.ts';
import { ottla } from '../peers/ottla.ts';

const PAIRS = 5;
const PARTITIONS = 1_000;
const SETTLE_SECONDS = 20;
const SECONDS = 60;
const CORE_PERCENT_MAX = 1;

interface Idle {
  readonly residentMb: number;
  readonly corePercent: number;
}

interface Broker {
  readonly empty: Idle;
  readonly full: Idle;
}

async function idle(pid: number, seconds: number): Promise<Idle> {
  await pause(SETTLE_SECONDS * 1_000);
  const [before, start] = [scheduledSeconds(pid), performance.now()];
  await pause(seconds * 1_000);
  const cpu = scheduledSeconds(pid) - before;
  return {
    residentMb: residentBytes(pid) / 1e6,
    corePercent: (cpu / ((performance.now() - start) / 1_000)) * 100,
  };
}

async function measureBroker(seconds: number): Promise<Broker> {
  const server = await ottla.start();
  const empty = await idle(server.pid, seconds);
  await createTopic(server, 'idle', {}, PARTITIONS);
  const full = await idle(server.pid, seconds);
  await server.stop();
  return { empty, full };
}

async function measureBare(seconds: number): Promise<Idle> {
  const server = await startNode(bareServer);
  const bare = await idle(server.pid, seconds);
  await server.stop();
  return bare;
}

const RESIDENT: Omit<Figure<Idle>, 'what'> = { unit: 'MB', of: ({ residentMb }) => residentMb };
const CORE: Omit<Figure<Idle>, 'what'> = {
  unit: '% of a core',
  of: ({ corePercent }) => corePercent,
};

/** The second argument is for a short form: seconds of counting. */
export async function measureClaim(pairs = PAIRS, setting = String(SECONDS)): Promise<Row[]> {
  const seconds = Number(setting);
  const measured = await inPairs(pairs, (pair) =>
    inTurn(
      pair,
      () => measureBroker(seconds),
      () => measureBare(seconds),
    ),
  );
  const peer = 'bare Node HTTP server';
  const empty = measured.map(([broker, bare]) => [broker.empty, bare] as const);
  const full = measured.map(([broker, bare]) => [broker.full, bare] as const);
  const [nothing, many] = ['idle, no topic', 'idle, 1,000 partitions'];
  const demand = { bound: { atMost: CORE_PERCENT_MAX } };
  // A bare server mostly takes nothing of a core: there is no ratio to that.
  return [
    ...rowsBeside(peer, [{ what: nothing, ...RESIDENT }], empty),
    ...rowsBeside(peer, [{ what: many, ...RESIDENT }], full),
    ...rowsAlone([{ what: nothing, ...CORE }], empty.map(([broker]) => broker)),
    ...rowsAlone([{ what: many, ...CORE, ...demand }], full.map(([broker]) => broker)),
    ...rowsAlone([{ what: `idle, ${peer}`, ...CORE }], empty.map(([, bare]) => bare)),
  ];
}
