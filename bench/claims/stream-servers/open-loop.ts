// Claim: at 100 and at 1,000 records a second, from the moment a record of 100 B is due until a
// waiting consumer has it, the 99th of a hundred takes under 10 ms. NATS JetStream and Redis
// Streams (XADD, XREAD BLOCK) stand beside, without a bound.
//
// An open loop: a record is due by the clock, whether or not the one before it could be sent, and
// each is sent at once (linger.ms=0). All three acknowledge what the page cache holds; ours with
// acks=all. Producer and consumer are two connections of one program: librdkafka, NATS' Go client,
// and a program on bare sockets for Redis.

import { createTopic, endToEnd, warmUp } from '../../load.ts';
import type { EndToEnd } from '../../native.ts';
import type { Figure, Row } from '../../outcome.ts';
import type { KafkaServer } from '../../peers/kafka-server.ts';
import { ottla } from '../../peers/ottla.ts';
import type { StreamPeer } from '../../peers/stream-server.ts';
import { besideStreams, rowsBesideStreams } from './sides.ts';

const PAIRS = 5;
const WARM_SECONDS = 10;
const WARM_RECORDS = 200_000;
const RECORD_BYTES = 100;
const BATCH_BYTES = 16_384;
/** Records a second, and for how many seconds: enough for a p99.9. */
const LOADS = [
  { rate: 100, seconds: 30 },
  { rate: 1_000, seconds: 15 },
] as const;
const P99_MS_MAX = 10;
const MARKS = [
  { key: 'p50', name: 'p50' },
  { key: 'p99', name: 'p99' },
  { key: 'p999', name: 'p99.9' },
] as const;

/** One for each of LOADS. */
type Side = readonly EndToEnd[];

async function byTheClock(server: KafkaServer, records: number, rate: number): Promise<EndToEnd> {
  const topic = `at-${rate}`;
  await createTopic(server, topic);
  const stream = { topic, records, recordBytes: RECORD_BYTES, batchBytes: BATCH_BYTES };
  return endToEnd(server, stream, { rate, consumers: 1, lingerMs: 0 });
}

async function measureOurs(): Promise<Side> {
  const server = await ottla.start();
  await warmUp(server, WARM_SECONDS);
  const side: EndToEnd[] = [];
  for (const { rate, seconds } of LOADS) side.push(await byTheClock(server, rate * seconds, rate));
  await server.stop();
  return side;
}

async function measurePeer(peer: StreamPeer): Promise<Side> {
  const server = await peer.start();
  await server.publish(WARM_RECORDS, RECORD_BYTES);
  const side: EndToEnd[] = [];
  for (const { rate, seconds } of LOADS) {
    side.push(await server.endToEnd(rate * seconds, RECORD_BYTES, rate));
  }
  await server.stop();
  return side;
}

const FIGURES = LOADS.flatMap(({ rate }, index) =>
  MARKS.map(
    ({ key, name }): Figure<Side> => ({
      what: `${name} at ${rate} records/s of ${RECORD_BYTES} B`,
      unit: 'ms',
      of: (side) => side[index]?.[key] ?? NaN,
    }),
  ),
);

/** What is demanded of our own figures stands in one table only. */
const DEMANDED = FIGURES.map((figure) =>
  figure.what.startsWith('p99 ') ? { ...figure, limit: { atMost: P99_MS_MAX } } : figure,
);

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const measured = await besideStreams(pairs, { ours: measureOurs, peer: measurePeer });
  return rowsBesideStreams(measured, DEMANDED, FIGURES);
}
