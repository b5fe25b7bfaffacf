// kill -9 of the broker while a foreign client produces, and a restart on the same directory: every
// acknowledged row is there, once and in order where the producer is idempotent.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FlightCheck, flightLines, lineSplitter, PARTITIONS, seeLine } from '../flights.ts';
import { type BrokerProcess, startBroker } from '../peers/broker.ts';
import { confluentPython, FOREIGN_CLIENTS, type ForeignClient } from '../peers/clients.ts';

const ROWS = 200_000;
const TOPIC = 'flights';
const OVERRIDES = { 'num.partitions': PARTITIONS };

/** The flights, with the broker killed and started again while the second half goes out. */
async function* withKill(broker: { current: BrokerProcess }): AsyncGenerator<string> {
  yield* flightLines(0, ROWS / 2);
  const { port, dataDirectory } = broker.current;
  const restart = broker.current.kill().then(async () => {
    broker.current = await startBroker({ port, dataDirectory, overrides: OVERRIDES });
  });
  yield* flightLines(ROWS / 2, ROWS);
  await restart;
}

async function readBack(client: ForeignClient, bootstrap: string): Promise<FlightCheck> {
  const check = new FlightCheck(ROWS, { ordered: client.idempotent });
  const onOutput = lineSplitter(seeLine(check));
  await confluentPython.consume?.({ bootstrap, topic: TOPIC, counts: new Map(), onOutput });
  return check;
}

for (const client of FOREIGN_CLIENTS) {
  test(`${client.name}: every acknowledged row survives a kill -9`, async () => {
    const broker = { current: await startBroker({ overrides: OVERRIDES }) };
    await client.produce(broker.current.bootstrap, TOPIC, withKill(broker));
    const check = await readBack(client, broker.current.bootstrap);
    if (client.idempotent) check.assertComplete(0, ROWS);
    else check.assertAll(0, ROWS);
    assert.equal(await broker.current.stop(), 0, broker.current.log());
  });
}
