// A program on our own Node that says when it is ready: what start-up and idling are measured on. A
// bare HTTP server is the peer: the least that a Node server can take.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

import { whenDone } from '../../interop/paths.ts';

export interface Program {
  readonly args: readonly string[];
  /** What its standard output says when it is ready. */
  readonly ready: RegExp;
}

export interface NodeProcess {
  readonly pid: number;
  /** From the start of the process until it said that it is ready. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

const BARE_SERVER = `require('node:http')
  .createServer()
  .listen(0, '127.0.0.1', () => process.stdout.write('ready\\n'));`;

export const bareServer: Program = { args: ['-e', BARE_SERVER], ready: /^ready$/m };

export async function startNode(
  { args, ready }: Program,
  env: Readonly<Record<string, string>> = {},
): Promise<NodeProcess> {
  const startMs = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  whenDone(() => child.kill('SIGKILL'));
  await matching(child, ready);
  const readyMs = performance.now() - startMs;
  return {
    pid: child.pid ?? -1,
    readyMs,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function matching(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (pattern.test(text)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
  });
}
