// An Ottla broker as users start it: its own process, its own data directory, a free port.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { NODE_FLAGS } from '../../scripts/node-flags.mjs';
import { houseRoot, temporaryDirectory, whenDone } from '../paths.ts';

const MAIN = join(houseRoot, 'packages', 'ottla', 'src', 'main.ts');
const READY_MS = 30_000;
const READY = /^ottla ready on (\S+):(\d+)/m;

export interface BrokerOptions {
  readonly dataDirectory?: string;
  readonly overrides?: Readonly<Record<string, string | number>>;
  /** The same port again after a restart; otherwise a free one. */
  readonly port?: number;
  /** Flags for Node itself, for example `--cpu-prof`. */
  readonly nodeFlags?: readonly string[];
  /** The program, for example one that was bundled; the sources where left out. */
  readonly main?: string;
  /** How long it may take until it is ready; half a minute where left out. */
  readonly readyMs?: number;
  /** What `ulimit -n` gives the process. */
  readonly openFilesMax?: number;
  /** A server.properties that says all else; then there is neither port nor directory here. */
  readonly configFile?: string;
}

export interface BrokerProcess {
  readonly port: number;
  readonly bootstrap: string;
  readonly dataDirectory: string;
  readonly pid: number;
  /** What it has said so far, on both outputs. */
  log(): string;
  /** A clean shutdown; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
}

export async function startBroker(options: BrokerOptions = {}): Promise<BrokerProcess> {
  const { configFile } = options;
  const dataDirectory =
    options.dataDirectory ?? (configFile === undefined ? temporaryDirectory('broker') : '');
  const overrides = Object.entries(options.overrides ?? {}).flatMap(([key, value]) => [
    '--override',
    `${key}=${value}`,
  ]);
  const plain = ['--port', String(options.port ?? 0), '--data-dir', dataDirectory];
  const args = ['start', ...(configFile === undefined ? plain : [configFile])];
  const flags = [...NODE_FLAGS, ...(options.nodeFlags ?? [])];
  const main = options.main ?? MAIN;
  const command = [process.execPath, ...flags, main, ...args, ...overrides];
  const [file = '', ...rest] = limited(command, options.openFilesMax);
  const child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { text: '' };
  const ready = waitReady(child, said, options.readyMs ?? READY_MS);
  const port = await ready;
  return describeBroker({ child, port, dataDirectory, said });
}

/** A command under `ulimit -n`; the process stays the command's own. */
export function limited(
  command: readonly string[],
  openFilesMax: number | undefined,
): readonly string[] {
  if (openFilesMax === undefined) return command;
  return ['sh', '-c', `ulimit -n ${openFilesMax} && exec "$0" "$@"`, ...command];
}

function waitReady(
  child: ChildProcess,
  said: { text: string },
  readyMs: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('was not ready in time'), readyMs);
    const fail = (what: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`the broker ${what}:\n${said.text}`));
    };
    const hear = (text: string): void => {
      said.text += text;
      const match = READY.exec(said.text);
      if (match === null) return;
      clearTimeout(timer);
      resolve(Number(match[2]));
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  readonly dataDirectory: string;
  readonly said: { readonly text: string };
}

function describeBroker({ child, port, dataDirectory, said }: Running): BrokerProcess {
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = await exited;
    return code;
  };
  whenDone(() => child.kill('SIGKILL'));
  return {
    port,
    bootstrap: `127.0.0.1:${port}`,
    dataDirectory,
    pid: child.pid ?? -1,
    log: () => said.text,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL');
    },
  };
}
