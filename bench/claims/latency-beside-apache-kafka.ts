// Claim: with acks=all, from the moment a record is due until a waiting consumer has it, the 99th
// of a hundred takes under 10 ms at a third of peak, and at most 1.2 of what it takes with Apache
// Kafka.
//
// Both sides meet the same rate: a third of what the slower of them can do, measured before the
// pairs. For the quicker side that is less than a third of its own peak; both peaks are printed.
// A thousand records a second are printed beside.

import { createTopic, endToEnd, warmUp } from '../load.ts';
import type { EndToEnd } from '../native.ts';
import type { Row } from '../outcome.ts';
import { inTurn, quietly } from '../pairs.ts';
import { apacheKafka } from '../peers/apache-kafka.ts';
import type { KafkaPeer, KafkaServer } from '../peers/kafka-server.ts';
import { ottla } from '../peers/ottla.ts';

const PAIRS = 7;
const WARM_SECONDS = 60;
const RECORD_BYTES = 1_000;
const BATCH_BYTES = 16_384;
const PEAK_RECORDS = 500_000;
const SHARE_OF_PEAK = 1 / 3;
const LOW_RATE = 1_000;
const SECONDS = 10;
const P99_MS_MAX = 10;

interface Side {
  readonly third: EndToEnd;
  readonly low: EndToEnd;
}

async function started<Value>(
  peer: KafkaPeer,
  warmSeconds: number,
  measure: (server: KafkaServer) => Promise<Value>,
): Promise<Value> {
  const server = await peer.start();
  await warmUp(server, warmSeconds);
  const value = await measure(server);
  await server.stop();
  return value;
}

/** Records a second through producer, broker and consumer, as fast as they go. */
async function peakOf(server: KafkaServer): Promise<number> {
  await createTopic(server, 'peak');
  const sizes = { records: PEAK_RECORDS, recordBytes: RECORD_BYTES, batchBytes: BATCH_BYTES };
  const run = await endToEnd(server, { topic: 'peak', ...sizes }, { rate: 0, consumers: 1 });
  return run.records / run.seconds;
}

async function latencyAt(server: KafkaServer, topic: string, rate: number): Promise<EndToEnd> {
  await createTopic(server, topic);
  const stream = { topic, recordBytes: RECORD_BYTES, batchBytes: BATCH_BYTES };
  return endToEnd(server, { ...stream, records: rate * SECONDS }, { rate, consumers: 1 });
}

async function latencies(server: KafkaServer, rate: number): Promise<Side> {
  return {
    third: await latencyAt(server, 'third', rate),
    low: await latencyAt(server, 'low', LOW_RATE),
  };
}

function rows(rate: number, measured: readonly (readonly [Side, Side])[]): Row[] {
  const row = (load: keyof Side, key: 'p50' | 'p99' | 'p999', name: string): Row => ({
    what: `${name} with acks=all at ${load === 'low' ? LOW_RATE : rate} records/s of 1 KB`,
    unit: 'ms',
    peer: apacheKafka.name,
    samples: measured.map(([own, peer]) => ({ ours: own[load][key], peer: peer[load][key] })),
  });
  const demands = { bound: { atMost: 1.2 }, limit: { atMost: P99_MS_MAX } };
  return [
    row('third', 'p50', 'p50'),
    { ...row('third', 'p99', 'p99'), ...demands },
    row('third', 'p999', 'p99.9'),
    row('low', 'p50', 'p50'),
    row('low', 'p99', 'p99'),
    row('low', 'p999', 'p99.9'),
  ];
}

/** The second argument is for a short form: seconds of warm-up. */
export async function measureClaim(pairs = PAIRS, warm = String(WARM_SECONDS)): Promise<Row[]> {
  const seconds = Number(warm);
  const peaks = [
    await started(ottla, seconds, peakOf),
    await started(apacheKafka, seconds, peakOf),
  ];
  const words = peaks.map((peak) => peak.toFixed(0)).join(' and ');
  console.log(`peak with acks=all, records/s: ${words}`);
  // Whole thousands, so that runs on one machine can be laid side by side.
  const rate = Math.floor((Math.min(...peaks) * SHARE_OF_PEAK) / 1_000) * 1_000;
  const measured: (readonly [Side, Side])[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const side = (peer: KafkaPeer) => () =>
      started(peer, seconds, (server) => latencies(server, rate));
    const { value } = await quietly(() => inTurn(pair, side(ottla), side(apacheKafka)));
    measured.push(value);
    console.error(`pair ${pair + 1} of ${pairs}`);
  }
  return rows(rate, measured);
}
