// NATS JetStream and Redis Streams: servers that keep a stream of records on disk, each fed by
// the quickest client that we know for it. Both acknowledge, like us, what the page cache holds.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { temporaryDirectory, whenDone } from '../../interop/paths.ts';
import { freePort } from '../../interop/peers/apache-kafka.ts';
import { runProgram } from '../../interop/peers/process.ts';
import { NATS_SERVER, PUBLISHER } from '../install.ts';
import { type EndToEnd, type Load, parse, runNative, settleMemory } from '../native.ts';

const READY_MS = 10_000;
const LOOK_AGAIN_MS = 20;
/** Records without an acknowledgement yet. */
export const IN_FLIGHT = 5_000;
const STREAM = 'bench';

export interface StreamServer {
  readonly pid: number;
  publish(records: number, recordBytes: number): Promise<Load>;
  /** From a publisher by the clock, `rate` records a second, to a consumer that waits. */
  endToEnd(records: number, recordBytes: number, rate: number): Promise<EndToEnd>;
  stop(): Promise<void>;
}

export interface StreamPeer {
  readonly name: string;
  start(): Promise<StreamServer>;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const answer = (isOpen: boolean) => (): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}

async function serve(program: string, args: readonly string[], port: number) {
  const child = spawn(program, args, { stdio: 'ignore' });
  whenDone(() => child.kill('SIGKILL'));
  const deadline = performance.now() + READY_MS;
  while (!(await isListening(port))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      throw new Error(`${program} does not serve`);
    }
    await pause(LOOK_AGAIN_MS);
  }
  return child;
}

async function end(child: ChildProcess, directory: string): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  rmSync(directory, { recursive: true });
  await settleMemory();
}

async function runPublisher<Result>(kind: string, args: readonly (string | number)[]) {
  const run = await runProgram(PUBLISHER, [kind, ...args.map(String)], { timeoutMs: 180_000 });
  return parse<Result>('publisher', run);
}

/** A stream on disk with one replica, and the Go client with 5,000 records in flight. */
export const jetStream: StreamPeer = {
  name: 'NATS JetStream',
  async start() {
    const directory = temporaryDirectory('bench-nats');
    const port = await freePort();
    const args = ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', directory];
    const child = await serve(NATS_SERVER, args, port);
    const url = `nats://127.0.0.1:${port}`;
    return {
      pid: child.pid ?? -1,
      publish: (records, recordBytes) =>
        runPublisher<Load>('publish', [url, records, recordBytes, IN_FLIGHT]),
      endToEnd: (records, recordBytes, rate) =>
        runPublisher<EndToEnd>('end-to-end', [url, records, recordBytes, rate]),
      stop: () => end(child, directory),
    };
  },
};

/** The append-only file, synced every second, and commands in a pipeline of 5,000. */
export const redisStreams: StreamPeer = {
  name: 'Redis Streams',
  async start() {
    const directory = temporaryDirectory('bench-redis');
    const port = await freePort();
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory];
    const file = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
    const child = await serve('redis-server', [...place, ...file], port);
    return {
      pid: child.pid ?? -1,
      publish: (records, recordBytes) =>
        runNative<Load>('xadd', [port, STREAM, records, recordBytes, IN_FLIGHT]),
      endToEnd(records, recordBytes, rate) {
        // A stream of its own: the consumer reads from the start.
        const args = [port, `${STREAM}-${rate}`, records, recordBytes, rate];
        return runNative<EndToEnd>('redis-end-to-end', args);
      },
      stop: () => end(child, directory),
    };
  },
};
