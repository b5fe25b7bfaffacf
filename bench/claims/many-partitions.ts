// What 100 and 1,000 partitions of a topic cost beside one: producing, a consumer that reads all of
// them at their ends meanwhile, and memory. No bound: what a client makes of many partitions is in
// it as well, and librdkafka, which keeps no fetch sessions, names each of them in every fetch.
//
// The producer fills a batch for one partition after the other, so that batches are of one size
// however many partitions there are. Each count has a new broker, warmed by one partition.

import { type Cost, costOf, createTopic, endToEnd, produce, type Stream, warmUp } from '../load.ts';
import { residentBytes } from '../measure.ts';
import { type Figure, type Row, rowsBeside } from '../outcome.ts';
import { inPairs } from '../pairs.ts';
import { ottla } from '../peers/ottla.ts';

const PAIRS = 5;
const WARM_SECONDS = 10;
const MANY = [100, 1_000] as const;
const SIZES = { records: 200_000, recordBytes: 1_000, batchBytes: 16_384 };

interface Side {
  readonly produce: Cost;
  readonly tail: Cost;
  readonly residentMb: number;
}

async function measureSide(partitions: number): Promise<Side> {
  const server = await ottla.start();
  await warmUp(server, WARM_SECONDS);
  const [main, tail] = ['main', 'tail'].map((topic): Stream => ({ topic, partitions, ...SIZES }));
  if (main === undefined || tail === undefined) throw new Error('two streams');
  for (const { topic } of [main, tail]) await createTopic(server, topic, {}, partitions);
  const produced = await costOf(server.pid, () => produce(server, main));
  const flow = { rate: 0, consumers: 1 };
  const tailed = await costOf(server.pid, () => endToEnd(server, tail, flow));
  const residentMb = residentBytes(server.pid) / 1e6;
  await server.stop();
  return { produce: produced, tail: tailed, residentMb };
}

/** One partition and each of MANY, from the other end in every second pair. */
async function measureAll(pair: number): Promise<ReadonlyMap<number, Side>> {
  const counts = [1, ...MANY];
  const sides = new Map<number, Side>();
  for (const count of pair % 2 === 0 ? counts : counts.toReversed()) {
    sides.set(count, await measureSide(count));
  }
  return sides;
}

function figures(partitions: number): Figure<Side>[] {
  const cost = (path: 'produce' | 'tail', name: string): Figure<Side>[] => [
    { what: `${partitions} partitions, ${name}`, unit: 'MB/s', of: (side) => side[path].mbs },
    {
      what: `${partitions} partitions, ${name}`,
      unit: 'CPU s/GB',
      of: (side) => side[path].cpuPerGb,
    },
  ];
  return [
    ...cost('produce', 'produce'),
    ...cost('tail', 'produce and tail'),
    {
      what: `${partitions} partitions, resident after load`,
      unit: 'MB',
      of: ({ residentMb }) => residentMb,
    },
  ];
}

function sideOf(sides: ReadonlyMap<number, Side>, partitions: number): Side {
  const side = sides.get(partitions);
  if (side === undefined) throw new Error(`${partitions} partitions were not measured`);
  return side;
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const measured = await inPairs(pairs, measureAll);
  return MANY.flatMap((partitions) =>
    rowsBeside(
      'Ottla with one partition',
      figures(partitions),
      measured.map((sides) => [sideOf(sides, partitions), sideOf(sides, 1)]),
    ),
  );
}
