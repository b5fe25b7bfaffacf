// A node with a limit as its users set it, in server.properties, and what it serves of that limit
// at /metrics: for the tests that docs/limits.md names.

import assert from 'node:assert/strict';

import type { World } from '@ottla/base';
import {
  apiVersionsApi,
  createTopicsApi,
  errorOf,
  fetchApi,
  type FetchResponse,
  produceApi,
} from '@ottla/protocol';
import { encode, RawClient } from '../../../broker/test/raw-client.ts';
import { Lookout } from '../lookout.ts';
import { SimulatedMachine, type StartedNode } from '../simulated-node.ts';

export type Settings = Readonly<Record<string, string>>;

const ADDRESS = { 'ottla.http.address': '127.0.0.1:9644', 'offsets.topic.replication.factor': '1' };
const PORT = 9092;
const SECOND_MS = 1_000;

export class LimitedNode {
  readonly machine: SimulatedMachine;
  readonly started: StartedNode;
  readonly #lookout: Lookout;
  /** The machine that all clients are on, but for those who have one of their own. */
  readonly #clients: World;

  static async start(settings: Settings): Promise<LimitedNode> {
    const machine = new SimulatedMachine(JSON.stringify(settings));
    const lookout = new Lookout();
    const started = await machine.start({ ...ADDRESS, ...settings }, { operations: lookout });
    return new LimitedNode(machine, started, lookout);
  }

  private constructor(machine: SimulatedMachine, started: StartedNode, lookout: Lookout) {
    this.machine = machine;
    this.started = started;
    this.#lookout = lookout;
    this.#clients = machine.universe.createNode('clients');
  }

  connect(): Promise<RawClient> {
    return this.connectFrom(this.#clients);
  }

  async connectFrom({ network }: World): Promise<RawClient> {
    const { universe } = this.machine;
    const connecting = network.connect({ host: 'broker', port: PORT, timeoutMs: 5000 });
    return new RawClient(universe, await universe.resolve(connecting));
  }

  /** One after the other. */
  async connectMany(count: number): Promise<RawClient[]> {
    const clients: RawClient[] = [];
    for (let each = 0; each < count; each++) clients.push(await this.connect());
    return clients;
  }

  /** A client on a machine of its own, whose answers can be held up. */
  async connectAlone(name: string): Promise<RawClient> {
    return this.connectFrom(this.machine.universe.createNode(name));
  }

  /** From now on it takes nothing. */
  holdUp(name: string): void {
    this.machine.universe.network.partition(['broker'], [name], true);
  }

  advance(ms: number): Promise<void> {
    return this.machine.universe.advance(ms);
  }

  /**
   * The metric, summed over its series; with its labels, that one. What is served is up to a second
   * old: it is looked a second from now.
   */
  async served(name: string): Promise<number> {
    await this.advance(SECOND_MS);
    const samples = [...(await this.#lookout.samples())];
    const found = samples.filter(([key]) => key === name || key.startsWith(`${name}{`));
    return found.reduce((sum, [, value]) => sum + value, 0);
  }

  stop(): Promise<void> {
    return this.machine.stop(this.started);
  }
}

/** Runs with a node of these settings. */
export async function withNode(
  settings: Settings,
  run: (node: LimitedNode) => Promise<void>,
): Promise<void> {
  const node = await LimitedNode.start(settings);
  await run(node);
  await node.stop();
}

export function isOver({ isEnded, isClosed }: RawClient): boolean {
  return isEnded || isClosed;
}

const FIELDS = { version: 0, correlationId: 1 };
/** Of a request without client id. */
const BARE_BYTES = encode(apiVersionsApi, { ...FIELDS, clientId: '' }, {}).length;

/** ApiVersions, of so many bytes in all; any that a client has to be asked a small thing with. */
export function requestOf(sizeBytes: number): Buffer {
  const clientId = 'x'.repeat(sizeBytes - BARE_BYTES);
  return encode(apiVersionsApi, { ...FIELDS, clientId }, {});
}

export const SMALL_BYTES = 100;

export async function askSmall(client: RawClient): Promise<void> {
  client.sendBytes(requestOf(SMALL_BYTES));
  await client.receive(apiVersionsApi, 0);
}

export async function createTopic(
  client: RawClient,
  name: string,
  numPartitions = 1,
  configs: Settings = {},
): Promise<void> {
  const entries = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
  const topics = [{ name, numPartitions, replicationFactor: 1, configs: entries }];
  const { topics: made } = await client.ask(createTopicsApi, 7, { topics, timeoutMs: 5000 });
  assert.equal(made[0]?.errorCode, 0, String(made[0]?.errorMessage));
}

/** The name of the error. */
export async function produce(
  client: RawClient,
  name: string,
  records: Uint8Array,
  index = 0,
): Promise<string> {
  const topicData = [{ name, partitionData: [{ index, records }] }];
  const { responses } = await client.ask(produceApi, 9, { acks: 1, timeoutMs: 5000, topicData });
  return errorOf(responses[0]?.partitionResponses[0]?.errorCode ?? -1).name;
}

export interface Wanted {
  readonly offset?: number;
  readonly maxBytes?: number;
  readonly maxWaitMs?: number;
  /** A session is asked for. */
  readonly isSession?: boolean;
}

export function fetchRequest(topic: string, wanted: Wanted = {}) {
  const { offset = 0, maxBytes = 50_000_000, maxWaitMs = 0, isSession = false } = wanted;
  const partitions = [{ partition: 0, fetchOffset: offset, partitionMaxBytes: maxBytes }];
  const session = { sessionId: 0, sessionEpoch: isSession ? 0 : -1 };
  return { maxWaitMs, minBytes: 1, maxBytes, ...session, topics: [{ topic, partitions }] };
}

export function fetch(client: RawClient, topic: string, wanted: Wanted): Promise<FetchResponse> {
  return client.ask(fetchApi, 12, fetchRequest(topic, wanted));
}
