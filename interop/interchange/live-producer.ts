// Java's idempotent producer in a process of its own that outlives the brokers: all that it sends
// in one life has one producer id and one row of sequence numbers.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { until } from '../groups/until.ts';
import { whenDone } from '../paths.ts';
import type { DriverEvent, DriverRecord } from '../peers/drivers.ts';
import { driverNamed } from '../peers/drivers.ts';

const ACKED_MS = 60_000;

export interface LiveProducer {
  /** Resolves with what was acknowledged, when all is. */
  send(records: readonly DriverRecord[]): Promise<readonly DriverEvent[]>;
  close(): Promise<number | null>;
  /** Where a test fails: nothing may keep it from ending. */
  kill(): void;
}

export async function startLiveProducer(bootstrap: string, topic: string): Promise<LiveProducer> {
  const [program = '', ...args] = await driverNamed('java').command();
  const settings = JSON.stringify({ bootstrap, topic, codec: 'none' });
  const child = spawn(program, [...args, 'produce', settings], { stdio: 'pipe' });
  whenDone(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const acked: DriverEvent[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => acked.push(JSON.parse(line)));
  let sent = 0;
  return {
    send: async (records) => {
      for (const record of records) child.stdin.write(`${JSON.stringify(record)}\n`);
      const from = sent;
      sent += records.length;
      const areAll = await until(() => acked.length >= sent, ACKED_MS);
      if (!areAll) throw new Error(`${acked.length} of ${sent} are acknowledged\n${said}`);
      return acked.slice(from);
    },
    close: async () => {
      const closed = once(child, 'close');
      child.stdin.end();
      const [code] = await closed;
      return code;
    },
    kill: () => child.kill('SIGKILL'),
  };
}
