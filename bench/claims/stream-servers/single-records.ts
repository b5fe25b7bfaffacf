// Claim: where nothing is batched, a record of 100 B in a request of its own, 5,000 of them without
// an answer on one connection, costs the broker at most 1.5 times the CPU of a message of NATS
// JetStream, published by its Go client in the same manner. Redis Streams, fed by XADD in a
// pipeline of 5,000, stands beside. All three answer when the record is in the page cache.
//
// Our client, as Redis', is a program on a bare socket (bench/native/produce.c) that sends one
// prepared request again and again: what is compared is the servers' work.

import { type Cost, costOf, createTopic, warmUp } from '../../load.ts';
import { type Load, runNative } from '../../native.ts';
import type { Figure, Row } from '../../outcome.ts';
import type { KafkaServer } from '../../peers/kafka-server.ts';
import { ottla } from '../../peers/ottla.ts';
import { IN_FLIGHT, type StreamPeer } from '../../peers/stream-server.ts';
import { besideStreams, rowsBesideStreams } from './sides.ts';

const PAIRS = 7;
const WARM_SECONDS = 10;
const RECORD_BYTES = 100;
const RECORDS = 400_000;
const WARM_RECORDS = 200_000;
const CPU_MAX = 1.5;

function produceEach({ port }: KafkaServer, records: number): Promise<Load> {
  return runNative<Load>('produce', [port, 'bench', records, RECORD_BYTES, IN_FLIGHT]);
}

async function measureOurs(): Promise<Cost> {
  const server = await ottla.start();
  await warmUp(server, WARM_SECONDS);
  await createTopic(server, 'bench');
  await produceEach(server, WARM_RECORDS);
  const cost = await costOf(server.pid, () => produceEach(server, RECORDS));
  await server.stop();
  return cost;
}

async function measurePeer(peer: StreamPeer): Promise<Cost> {
  const server = await peer.start();
  await server.publish(WARM_RECORDS, RECORD_BYTES);
  const cost = await costOf(server.pid, () => server.publish(RECORDS, RECORD_BYTES));
  await server.stop();
  return cost;
}

const what = `${RECORD_BYTES} B, a request each`;
const CPU: Figure<Cost> = {
  what,
  unit: 'CPU µs/record',
  of: ({ cpuPerRecord }) => cpuPerRecord,
};
const RATE: Figure<Cost> = {
  what,
  unit: '1,000 records/s',
  of: ({ recordsPerSecond }) => recordsPerSecond / 1_000,
};

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const measured = await besideStreams(pairs, { ours: measureOurs, peer: measurePeer });
  return rowsBesideStreams(measured, [{ ...CPU, bound: { atMost: CPU_MAX } }, RATE], [CPU, RATE]);
}
