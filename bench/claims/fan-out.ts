// What 1, 10 and 100 consumers at the tail of one partition cost: the producer's speed beside
// that with one of them, and CPU per GB delivered. No bound: on a small machine the consumers
// themselves take most of it.

import { costOf, createTopic, endToEnd, warmUp } from '../load.ts';
import { cpuSeconds, GB } from '../measure.ts';
import type { Row } from '../outcome.ts';
import { inPairs } from '../pairs.ts';
import type { KafkaServer } from '../peers/kafka-server.ts';
import { ottla } from '../peers/ottla.ts';

const PAIRS = 5;
const WARM_SECONDS = 10;
const CONSUMERS = [1, 10, 100] as const;
/** So many for one consumer; fewer for many, for the bytes are delivered to each. */
const RECORDS = { 1: 400_000, 10: 200_000, 100: 50_000 } as const;
const SIZES = { recordBytes: 1_000, batchBytes: 16_384 };

interface Delivery {
  readonly mbs: number;
  readonly cpuPerGb: number;
}

async function deliver(server: KafkaServer, consumers: 1 | 10 | 100): Promise<Delivery> {
  const topic = `to-${consumers}`;
  await createTopic(server, topic);
  const stream = { topic, records: RECORDS[consumers], ...SIZES };
  const before = cpuSeconds(server.pid);
  const cost = await costOf(server.pid, () => endToEnd(server, stream, { rate: 0, consumers }));
  const cpu = cpuSeconds(server.pid) - before;
  const delivered = stream.records * SIZES.recordBytes * consumers;
  return { mbs: cost.mbs, cpuPerGb: cpu / (delivered / GB) };
}

async function measureAll(): Promise<readonly Delivery[]> {
  const server = await ottla.start();
  await warmUp(server, WARM_SECONDS);
  const deliveries: Delivery[] = [];
  for (const consumers of CONSUMERS) deliveries.push(await deliver(server, consumers));
  await server.stop();
  return deliveries;
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const measured = await inPairs(pairs, measureAll);
  const row = (index: number, key: keyof Delivery, what: string, unit: string): Row => ({
    what: `${CONSUMERS[index]} consumers: ${what}`,
    unit,
    peer: 'Ottla with one',
    samples: measured.map((deliveries) => ({
      ours: deliveries[index]?.[key] ?? NaN,
      peer: deliveries[0]?.[key] ?? NaN,
    })),
  });
  return CONSUMERS.flatMap((_, index) => [
    row(index, 'mbs', 'producer, until all have it', 'MB/s'),
    row(index, 'cpuPerGb', 'broker, by what is delivered', 'CPU s/GB'),
  ]);
}
