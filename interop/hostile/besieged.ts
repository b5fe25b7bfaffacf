// The broker that is attacked: a process with a broker's and a controller's listener, little memory
// for requests and answers, and metrics.

import assert from 'node:assert/strict';

import { Admin, Producer } from '@ottla/client';

import { freePort } from '../peers/apache-kafka.ts';
import type { BrokerProcess } from '../peers/broker.ts';
import { startWithController } from '../peers/controller-listener.ts';

const MB = 1024 * 1024;
/** Small, so that a leak beside them shows. */
export const RECEIVE_BYTES = 64 * MB;
export const RESPONSE_BYTES = 64 * MB;
/** As it is by default: the tails of logs, and a slab for each busy connection. */
export const SLAB_BYTES = 192 * MB;

export interface BesiegedBroker {
  readonly bootstrap: string;
  readonly port: number;
  readonly controllerPort: number;
  readonly httpPort: number;
  readonly pid: number;
  /** A clean shutdown. Throws where it is none, or where the log has errors. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export async function startBesieged(): Promise<BesiegedBroker> {
  const httpPort = await freePort();
  const { broker, port, controllerPort } = await startWithController({
    'ottla.receive.memory.max.bytes': RECEIVE_BYTES,
    'ottla.response.memory.max.bytes': RESPONSE_BYTES,
    'ottla.memory.slabs.max.bytes': SLAB_BYTES,
    'ottla.request.receive.timeout.ms': 30_000,
    'ottla.http.address': `127.0.0.1:${httpPort}`,
  });
  const { bootstrap, pid } = broker;
  const stop = () => stopCleanly(broker);
  return { bootstrap, port, controllerPort, httpPort, pid, stop, kill: () => broker.kill() };
}

/** As the process' logger writes them: error and fatal. */
const ERROR_LINE = /"level":"?(50|60|error|fatal)/;

async function stopCleanly(broker: BrokerProcess): Promise<void> {
  assert.equal(await broker.stop(), 0, broker.log().slice(-5_000));
  const errors = broker.log().split('\n').filter((line) => ERROR_LINE.test(line));
  assert.deepEqual(errors.slice(0, 5), [], 'what strangers send is no error of the broker');
}

/** A topic for the honest, one to fetch from without end, one for bombs. */
export async function fillTopics(bootstrapServers: string): Promise<void> {
  await using admin = new Admin({ bootstrapServers });
  await admin.createTopics([
    { name: 'honest', partitions: 1 },
    { name: 'bulk', partitions: 1 },
    { name: 'bombs', partitions: 1, configs: { 'max.message.bytes': String(16 * MB) } },
  ]);
  await using producer = new Producer({ bootstrapServers });
  const value = 'b'.repeat(10_000);
  for (let round = 0; round < 10; round++) {
    await Promise.all(Array.from({ length: 100 }, () => producer.send({ topic: 'bulk', value })));
  }
}
