// Claim: records of 100 B, each acknowledged, arrive at five times the rate of NATS JetStream fed
// by its Go client with 5,000 in flight. Redis Streams, fed by XADD in a pipeline of 5,000,
// stands beside. All three answer when the record is in the page cache; our producer is
// librdkafka with batches of 16 KB.
//
// The sides are not alike: our producer's batches and its long queue (bench/native/librdkafka.h)
// are what a Kafka client does by nature, and it sends more records after a longer warm-up, for it
// is quicker. The ratio is of what each system's own client gets, not of equal requests.

import { installStreamServers } from '../install.ts';
import { type Cost, costOf, createTopic, produce, warmUp } from '../load.ts';
import type { Row } from '../outcome.ts';
import { inPairs } from '../pairs.ts';
import { ottla } from '../peers/ottla.ts';
import { jetStream, redisStreams, type StreamPeer } from '../peers/stream-server.ts';

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

type Costs = readonly [Cost, Cost, Cost];

async function measureAll(pair: number): Promise<Costs> {
  if (pair % 2 === 0) {
    return [await measureOurs(), await measurePeer(jetStream), await measurePeer(redisStreams)];
  }
  const redis = await measurePeer(redisStreams);
  const nats = await measurePeer(jetStream);
  return [await measureOurs(), nats, redis];
}

function rowsBeside(name: string, pairs: readonly (readonly [Cost, Cost])[]): Row[] {
  const row = (key: keyof Cost, scale: number, unit: string): Row => ({
    what: `produce, ${RECORD_BYTES} B, each acknowledged`,
    unit,
    peer: name,
    samples: pairs.map(([own, peer]) => ({ ours: own[key] * scale, peer: peer[key] * scale })),
  });
  return [
    row('recordsPerSecond', 1e-3, '1,000 records/s'),
    row('cpuPerRecord', 1, 'CPU µs/record'),
  ];
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  await installStreamServers();
  const measured = await inPairs(pairs, measureAll);
  const [rate, ...others] = rowsBeside(
    jetStream.name,
    measured.map(([own, nats]) => [own, nats]),
  );
  if (rate === undefined) throw new Error('no row of rates');
  return [
    { ...rate, bound: { atLeast: 5 } },
    ...others,
    ...rowsBeside(
      redisStreams.name,
      measured.map(([own, , redis]) => [own, redis]),
    ),
  ];
}
