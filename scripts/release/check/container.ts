// A container without an engine: a process in a root filesystem of its own, with a network of its
// own in which there is nothing but loopback, as the image's user. It needs root and Linux.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { ComposeEnvironment } from './compose-environments.ts';
import { runCommand } from '../run-command.ts';
import { USER_ID, writeHosts, writeOwned } from './image-root.ts';

const READY_MS = 30_000;
const PATH = '/usr/local/bin:/usr/bin:/bin';
const AS_USER = ['--userspec', `${USER_ID}:${USER_ID}`] as const;

/** Why containers cannot be made here; undefined where they can. */
export function whyNoContainers(): string | undefined {
  if (process.platform !== 'linux') return 'chroot and network namespaces are of Linux';
  if (process.getuid?.() !== 0) return 'chroot is for root';
  const probe = spawnSync('unshare', ['-m', '-n', '-u', 'ip', 'link', 'set', 'lo', 'up']);
  return probe.status === 0 ? undefined : 'unshare is not allowed here, or ip is missing';
}

export interface Container {
  /** What it has said so far, on both outputs. */
  log(): string;
  /** Runs a program inside, to its end; returns its standard output. */
  run(args: readonly string[], input?: string): string;
  /** Resolves with the exit code once the node has ended. */
  ended(): Promise<number | null>;
  /** `docker kill`, for one that has not ended by itself. */
  kill(): void;
}

/** Starts the image's entry point; resolves once the node is ready. */
export async function startContainer(
  root: string,
  environment: ComposeEnvironment,
): Promise<Container> {
  prepare(root, environment);
  const variables = { PATH, NODE_COMPILE_CACHE: '/var/cache/ottla', ...environment.variables };
  // Each of these becomes the next: the process that is started is the node in the end.
  const inside = ['chroot', ...AS_USER, root, '/etc/kafka/docker/run'];
  const mount = `mount -t proc proc '${root}/proc'`;
  const script = `ip link set lo up && hostname "$0" && ${mount} && exec "$@"`;
  const args = ['-m', '-n', '-u', 'sh', '-c', script, environment.hostName, ...inside];
  const child = spawn('unshare', args, {
    env: { ...variables, PATH: `${PATH}:/usr/sbin:/sbin` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { text: '' };
  const hear = (text: string): void => void (said.text += text);
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  await ready(child, said);
  const enter = ['nsenter', '--target', String(child.pid), '--mount', '--net', '--uts'];
  return {
    log: () => said.text,
    run: (command, input = '') => {
      const [first = '', ...rest] = [...enter, 'chroot', ...AS_USER, root, ...command];
      return runCommand(first, rest, { env: { ...variables, PATH: process.env['PATH'] }, input });
    },
    ended: async () => {
      if (child.exitCode === null) await once(child, 'exit');
      return child.exitCode;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** An image's writable folders as they are in a new container. */
function prepare(root: string, { hostName, mounted }: ComposeEnvironment): void {
  writeHosts(root, hostName);
  rmSync(join(root, 'tmp'), { recursive: true });
  mkdirSync(join(root, 'tmp'));
  runCommand('chmod', ['1777', join(root, 'tmp')]);
  const data = join(root, 'var', 'lib', 'kafka', 'data');
  rmSync(data, { recursive: true });
  mkdirSync(data);
  runCommand('chown', [`${USER_ID}:${USER_ID}`, data]);
  const file = join(root, 'mnt', 'shared', 'config', 'server.properties');
  rmSync(file, { force: true });
  if (mounted === undefined) return;
  const lines = Object.entries(mounted).map(([name, value]) => `${name}=${value}`);
  writeOwned(file, `${lines.join('\n')}\n`);
}

function ready(child: ChildProcess, said: { readonly text: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`the container ${what}:\n${said.text}`));
    };
    const timer = setTimeout(() => fail('was not ready in time'), READY_MS);
    child.stdout?.on('data', () => {
      if (!/^ottla ready on /m.test(said.text)) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.once('error', (error) => fail(`did not start: ${error.message}`));
  });
}
