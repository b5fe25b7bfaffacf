// Claim: records of 100 B, each acknowledged, arrive at five times the rate of NATS JetStream fed
// by its Go client with 5,000 in flight. Redis Streams, fed by XADD in a pipeline of 5,000,
// stands beside. All three answer when the record is in the page cache; our producer is
// librdkafka with batches of 16 KB.
//
// The sides are not alike: our producer's batches and its long queue (bench/native/librdkafka.h)
// are what a Kafka client does by nature, and it sends more records after a longer warm-up, for it
// is quicker. The ratio is of what each system's own client gets, not of equal requests.

import { type Cost, costOf, createTopic, produce, warmUp } from '../../load.ts';
import type { Figure, Row } from '../../outcome.ts';
import { ottla } from '../../peers/ottla.ts';
import type { StreamPeer } from '../../peers/stream-server.ts';
import { besideStreams, rowsBesideStreams } from './sides.ts';

const PAIRS = 7;
const WARM_SECONDS = 10;
const RECORD_BYTES = 100;
const BATCH_BYTES = 16_384;
const RECORDS = 3_000_000;
/** They take longer for each. */
const PEER_RECORDS = 600_000;
const PEER_WARM_RECORDS = 200_000;

async function measureOurs(): Promise<Cost> {
  const server = await ottla.start();
  await warmUp(server, WARM_SECONDS);
  await createTopic(server, 'bench');
  const sizes = { recordBytes: RECORD_BYTES, batchBytes: BATCH_BYTES };
  const stream = { topic: 'bench', records: RECORDS, ...sizes };
  const cost = await costOf(server.pid, () => produce(server, stream, 'all'));
  await server.stop();
  return cost;
}

async function measurePeer(peer: StreamPeer): Promise<Cost> {
  const server = await peer.start();
  await server.publish(PEER_WARM_RECORDS, RECORD_BYTES);
  const cost = await costOf(server.pid, () => server.publish(PEER_RECORDS, RECORD_BYTES));
  await server.stop();
  return cost;
}

const what = `produce, ${RECORD_BYTES} B, each acknowledged`;
const RATE: Figure<Cost> = {
  what,
  unit: '1,000 records/s',
  of: ({ recordsPerSecond }) => recordsPerSecond / 1_000,
};
const CPU: Figure<Cost> = {
  what,
  unit: 'CPU µs/record',
  of: ({ cpuPerRecord }) => cpuPerRecord,
};

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const measured = await besideStreams(pairs, { ours: measureOurs, peer: measurePeer });
  return rowsBesideStreams(measured, [{ ...RATE, bound: { atLeast: 5 } }, CPU], [RATE, CPU]);
}
