// Three Apache Kafka nodes, broker and controller each, with a static quorum: of which one may be
// killed. Loopback only.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryDirectory } from '../paths.ts';
import { freePort, serveApacheKafka, type ServingApacheKafka } from './apache-kafka.ts';
import { runJavaTool } from './java.ts';

const NODES = 3;

interface NodePlace {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
}

export class ApacheCluster {
  readonly bootstrap: string;
  readonly #configFiles: readonly string[];
  readonly #running: (ServingApacheKafka | undefined)[];

  private constructor(bootstrap: string, configFiles: readonly string[]) {
    this.bootstrap = bootstrap;
    this.#configFiles = configFiles;
    this.#running = configFiles.map(() => undefined);
  }

  static async start(): Promise<ApacheCluster> {
    const places: NodePlace[] = [];
    for (let id = 1; id <= NODES; id++) {
      places.push({ id, port: await freePort(), controllerPort: await freePort() });
    }
    const uuid = (await runJavaTool('storage', ['random-uuid'])).stdout.trim();
    const configFiles: string[] = [];
    for (const place of places) configFiles.push(await formatNode(place, places, uuid));
    const bootstrap = places.map(({ port }) => `127.0.0.1:${port}`).join();
    const cluster = new ApacheCluster(bootstrap, configFiles);
    // None of them is ready before there is a quorum.
    await Promise.all(configFiles.map((_, index) => cluster.startNode(index)));
    return cluster;
  }

  get size(): number {
    return this.#configFiles.length;
  }

  async startNode(index: number): Promise<void> {
    this.#running[index] = await serveApacheKafka(this.#configFiles[index] ?? '');
  }

  /** kill -9. */
  async killNode(index: number): Promise<void> {
    await this.#running[index]?.kill();
    this.#running[index] = undefined;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((node) => node?.kill()));
  }
}

/** Resolves with the node's configuration file. */
async function formatNode(
  { id, port, controllerPort }: NodePlace,
  all: readonly NodePlace[],
  uuid: string,
): Promise<string> {
  const listeners = `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`;
  const voters = all.map((each) => `${each.id}@127.0.0.1:${each.controllerPort}`).join();
  const configFile = join(temporaryDirectory('apache-config'), 'server.properties');
  const lines = [
    'process.roles=broker,controller',
    `node.id=${id}`,
    `controller.quorum.voters=${voters}`,
    `listeners=${listeners}`,
    `advertised.listeners=${listeners}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAINTEXT',
    `log.dirs=${temporaryDirectory('apache-kafka')}`,
    'default.replication.factor=3',
    'min.insync.replicas=2',
    'offsets.topic.replication.factor=3',
    'offsets.topic.num.partitions=6',
    'transaction.state.log.replication.factor=3',
    'transaction.state.log.num.partitions=6',
    'group.initial.rebalance.delay.ms=0',
    // A node that was killed is missed soon.
    'broker.session.timeout.ms=3000',
    'broker.heartbeat.interval.ms=500',
    'controller.quorum.fetch.timeout.ms=1500',
    'controller.quorum.election.timeout.ms=750',
    'replica.lag.time.max.ms=5000',
  ];
  writeFileSync(configFile, `${lines.join('\n')}\n`);
  const format = await runJavaTool('storage', ['format', '-t', uuid, '-c', configFile]);
  if (format.code !== 0) throw new Error(`format failed:\n${format.stdout}${format.stderr}`);
  return configFile;
}
