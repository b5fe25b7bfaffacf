// Real data through each foreign client: 200,000 flights in by one, out by every client that can
// read by partition: every row once, rising per key, offsets without gaps.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { FlightCheck, flightLines, lineSplitter, PARTITIONS, seeLine } from '../flights.ts';
import { type BrokerProcess, startBroker } from '../peers/broker.ts';
import { confluentPython, FOREIGN_CLIENTS, type ForeignClient } from '../peers/clients.ts';

const ROWS = 200_000;
const TOPIC = 'flights';

let broker: BrokerProcess;

before(async () => {
  broker = await startBroker({ overrides: { 'num.partitions': PARTITIONS } });
});

after(async () => {
  assert.equal(await broker.stop(), 0, broker.log());
});

/** Reads the topic with `client` where it can, and otherwise with librdkafka. */
async function readBack(client: ForeignClient, topic: string, counts: ReadonlyMap<number, number>) {
  const check = new FlightCheck(ROWS);
  const onOutput = lineSplitter(seeLine(check));
  const consume = client.consume ?? confluentPython.consume;
  await consume?.({ bootstrap: broker.bootstrap, topic, counts, onOutput });
  check.assertComplete(0, ROWS);
  return check.counts();
}

for (const [index, client] of FOREIGN_CLIENTS.entries()) {
  test(`${ROWS} flights in and out through ${client.name}`, async () => {
    const topic = `${TOPIC}-${index}`;
    await client.produce(broker.bootstrap, topic, flightLines(0, ROWS));
    // What librdkafka saw tells the others how much each partition holds.
    const counts = await readBack(confluentPython, topic, new Map());
    await readBack(client, topic, counts);
  });
}
