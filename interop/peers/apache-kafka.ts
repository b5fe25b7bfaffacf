// An Apache Kafka broker (KRaft, combined, loopback) to compare with.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { temporaryDirectory, whenDone } from '../paths.ts';
import { JAVA_TOOLS, javaArguments, runJavaTool } from './java.ts';

const READY_MS = 90_000;

export interface ApacheKafka {
  readonly bootstrap: string;
  readonly port: number;
  readonly pid: number;
  readonly dataDirectory: string;
  readonly configFile: string;
  /** What it has said so far, from INFO on. */
  log(): string;
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export interface ApacheOptions {
  /** An earlier broker's, to go on with; by default a new one, which is formatted. */
  readonly dataDirectory?: string;
  readonly port?: number;
  /** More listeners beside PLAINTEXT: security protocols as names, and their ports. */
  readonly listeners?: Readonly<Record<string, number>>;
  readonly overrides?: Readonly<Record<string, string | number>>;
  /** A folder with classes that settings name, beside Apache Kafka's own. */
  readonly classes?: string;
}

interface Ports {
  readonly port: number;
  readonly controllerPort: number;
  readonly more: Readonly<Record<string, number>> | undefined;
}

function describeConfig(
  { port, controllerPort, more }: Ports,
  dataDirectory: string,
): string[] {
  const all = { PLAINTEXT: port, CONTROLLER: controllerPort, ...more };
  const listeners = Object.entries(all).map(([name, each]) => `${name}://127.0.0.1:${each}`);
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.bootstrap.servers=127.0.0.1:${controllerPort}`,
    `listeners=${listeners.join()}`,
    `advertised.listeners=${listeners.join()}`,
    // The controller's is plain by itself only where all the others are.
    `listener.security.protocol.map=${Object.keys(all).map(protocolOf).join()}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAINTEXT',
    `log.dirs=${dataDirectory}`,
    'offsets.topic.replication.factor=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
  ];
}

function protocolOf(listener: string): string {
  return `${listener}:${listener === 'CONTROLLER' ? 'PLAINTEXT' : listener}`;
}

async function writeConfig(options: ApacheOptions, directory: string, port: number) {
  const overrides = Object.entries(options.overrides ?? {});
  const ports = { port, controllerPort: await freePort(), more: options.listeners };
  const lines = [
    ...describeConfig(ports, directory),
    ...overrides.map(([key, value]) => `${key}=${value}`),
  ];
  const configFile = join(temporaryDirectory('apache-config'), 'server.properties');
  writeFileSync(configFile, `${lines.join('\n')}\n`);
  return configFile;
}

export async function startApacheKafka(options: ApacheOptions = {}): Promise<ApacheKafka> {
  const { dataDirectory } = options;
  const directory = dataDirectory ?? temporaryDirectory('apache-kafka');
  const port = options.port ?? (await freePort());
  const configFile = await writeConfig(options, directory, port);
  if (dataDirectory === undefined) {
    const id = (await runJavaTool('storage', ['random-uuid'])).stdout.trim();
    const args = ['format', '--standalone', '-t', id, '-c', configFile];
    const format = await runJavaTool('storage', args);
    if (format.code !== 0) throw new Error(`format failed:\n${format.stdout}${format.stderr}`);
  }
  const running = await serveApacheKafka(configFile, options.classes);
  return { ...running, bootstrap: `127.0.0.1:${port}`, port, dataDirectory: directory, configFile };
}

export type ServingApacheKafka = Pick<ApacheKafka, 'pid' | 'log' | 'stop' | 'kill'>;

/** On directories that are formatted; resolves once it serves. */
export async function serveApacheKafka(
  configFile: string,
  classes?: string,
): Promise<ServingApacheKafka> {
  const args = await javaArguments(JAVA_TOOLS.server, [configFile], classes);
  const child = spawn('java', ['-Dottla.log.level=INFO', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  whenDone(() => child.kill('SIGKILL'));
  const said = { text: '' };
  await waitStarted(child, said);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    pid: child.pid ?? -1,
    log: () => said.text,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function waitStarted(child: ReturnType<typeof spawn>, said: { text: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => reject(new Error(`Apache Kafka ${what}:\n${said.text}`));
    const timer = setTimeout(() => fail('was not ready in time'), READY_MS);
    const hear = (piece: string): void => {
      said.text += piece;
      if (!/Kafka Server started/.test(said.text)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}
