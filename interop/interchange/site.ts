// One server.properties and its log directories, on which now Ottla serves and now Apache Kafka:
// never both at a time, always on the same ports. Who comes first formats them.

import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryDirectory } from '../paths.ts';
import { freePort, serveApacheKafka } from '../peers/apache-kafka.ts';
import { startBroker } from '../peers/broker.ts';
import { runJavaTool } from '../peers/java.ts';

export type Maker = 'ottla' | 'apache';

export interface Serving {
  readonly maker: Maker;
  /** Ends it, and checks that it says it was a clean end. Resolves with what it has logged. */
  close(): Promise<string>;
  /** Where a test fails. */
  kill(): Promise<void>;
}

const CLEAN_SHUTDOWN = '.kafka_cleanshutdown';

export class Site {
  readonly directories: readonly string[];
  readonly bootstrap: string;
  readonly #configFile: string;

  private constructor(directories: readonly string[], bootstrap: string, configFile: string) {
    this.directories = directories;
    this.bootstrap = bootstrap;
    this.#configFile = configFile;
  }

  static async create(settings: Readonly<Record<string, string | number>>): Promise<Site> {
    const root = temporaryDirectory('interchange');
    const directories = [join(root, 'a'), join(root, 'b')];
    const port = await freePort();
    const controllerPort = await freePort();
    const listeners = `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`;
    const lines = Object.entries({
      'process.roles': 'broker,controller',
      'node.id': 1,
      'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
      listeners,
      'advertised.listeners': listeners,
      'controller.listener.names': 'CONTROLLER',
      'inter.broker.listener.name': 'PLAINTEXT',
      'log.dirs': directories.join(','),
      ...settings,
    }).map(([key, value]) => `${key}=${value}\n`);
    const configFile = join(root, 'server.properties');
    writeFileSync(configFile, lines.join(''));
    return new Site(directories, `127.0.0.1:${port}`, configFile);
  }

  /** Resolves once it serves. */
  async open(maker: Maker): Promise<Serving> {
    return maker === 'ottla' ? this.#openOttla() : this.#openApache();
  }

  async #openOttla(): Promise<Serving> {
    const broker = await startBroker({ configFile: this.#configFile });
    return {
      maker: 'ottla',
      close: async () => {
        assert.equal(await broker.stop(), 0, broker.log());
        this.#checkMarks(broker.log());
        return broker.log();
      },
      kill: () => broker.kill(),
    };
  }

  async #openApache(): Promise<Serving> {
    if (this.directories.every((path) => !existsSync(path))) await this.#formatAsApache();
    const broker = await serveApacheKafka(this.#configFile);
    return {
      maker: 'apache',
      close: async () => {
        await broker.stop();
        this.#checkMarks(broker.log());
        return broker.log();
      },
      kill: () => broker.kill(),
    };
  }

  async #formatAsApache(): Promise<void> {
    const id = (await runJavaTool('storage', ['random-uuid'])).stdout.trim();
    const args = ['format', '--standalone', '-t', id, '-c', this.#configFile];
    const format = await runJavaTool('storage', args);
    assert.equal(format.code, 0, `${format.stdout}${format.stderr}`);
  }

  #checkMarks(log: string): void {
    for (const path of this.directories) assert.ok(existsSync(join(path, CLEAN_SHUTDOWN)), log);
  }
}
