// Claim: 1,000 groups and 1,000 connections that do nothing leave producers and consumers as they
// were: MB/s and CPU per GB within 15 %, over 9 pairs of new brokers, one with and one without
// them.

import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';

import { Admin } from '@ottla/client';

import { type Cost, costOf, createTopic, endToEnd, warmUp } from '../load.ts';
import { residentBytes } from '../measure.ts';
import type { Row } from '../outcome.ts';
import { inPairs, inTurn } from '../pairs.ts';
import type { KafkaServer } from '../peers/kafka-server.ts';
import { ottla } from '../peers/ottla.ts';

const PAIRS = 9;
const WARM_SECONDS = 15;
const IDLE = 1_000;
const AT_ONCE = 100;
const WITHIN = 0.15;
/** ApiVersions version 0 from a client without a name: length, key, version, correlation, null. */
const API_VERSIONS = Buffer.from('0000000a00120000000000010000', 'hex');

interface Side {
  readonly cost: Cost;
  readonly residentMb: number;
}

/** Connections that asked once, as every client does, and then say nothing. */
async function connectAll({ port }: KafkaServer): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < IDLE) {
    const opened = Array.from({ length: AT_ONCE }, async () => {
      const socket = createConnection({ port, host: '127.0.0.1' });
      socket.write(API_VERSIONS);
      await once(socket, 'data');
      return socket;
    });
    sockets.push(...(await Promise.all(opened)));
  }
  return sockets;
}

/** Groups with a committed offset, of which nobody is a member. */
async function makeGroups({ bootstrap }: KafkaServer): Promise<void> {
  await using admin = new Admin({ bootstrapServers: bootstrap });
  const offsets = [{ topic: 'bench', partition: 0, offset: 1 }];
  for (let first = 0; first < IDLE; first += AT_ONCE) {
    const ids = Array.from({ length: AT_ONCE }, (_, index) => `group-${first + index}`);
    await Promise.all(ids.map((id) => admin.alterConsumerGroupOffsets(id, offsets)));
  }
}

async function measureSide(isCrowded: boolean): Promise<Side> {
  const server = await ottla.start();
  await createTopic(server, 'bench');
  // The side without them has no topic of offsets either: what that costs counts as theirs.
  if (isCrowded) await makeGroups(server);
  await warmUp(server, WARM_SECONDS);
  const sockets = isCrowded ? await connectAll(server) : [];
  const sizes = { records: 600_000, recordBytes: 1_000, batchBytes: 16_384 };
  const cost = await costOf(server.pid, () =>
    endToEnd(server, { topic: 'bench', ...sizes }, { rate: 0, consumers: 1 }),
  );
  const residentMb = residentBytes(server.pid) / 1e6;
  for (const socket of sockets) socket.destroy();
  await server.stop();
  return { cost, residentMb };
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const measured = await inPairs(pairs, (pair) =>
    inTurn(
      pair,
      () => measureSide(true),
      () => measureSide(false),
    ),
  );
  const row = (what: string, unit: string, of: (side: Side) => number): Row => ({
    what,
    unit,
    peer: 'Ottla without them',
    samples: measured.map(([crowded, alone]) => ({ ours: of(crowded), peer: of(alone) })),
  });
  const what = 'produce and tail beside 1,000 idle groups and connections';
  const speed = row(what, 'MB/s', ({ cost }) => cost.mbs);
  const cpu = row(what, 'CPU s/GB', ({ cost }) => cost.cpuPerGb);
  return [
    { ...speed, bound: { atLeast: 1 - WITHIN } },
    { ...cpu, bound: { atMost: 1 + WITHIN } },
    row('resident beside them', 'MB', ({ residentMb }) => residentMb),
  ];
}
