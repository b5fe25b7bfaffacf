// A consumer in a process of its own: reads so many records, waiting after each batch where it is
// told to, and prints the most memory that was resident. Arguments: JSON.

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { Consumer } from '@ottla/client';

interface Settings {
  readonly bootstrap: string;
  readonly topic: string;
  readonly group: string;
  readonly records: number;
  readonly prefetchBytes: number;
  readonly fetchMaxBytes: number;
  /** After each batch. */
  readonly pauseMs: number;
  /** It ends then, whatever it has read. */
  readonly secondsMax: number;
}

const settings: Settings = JSON.parse(process.argv[2] ?? '{}');
const { bootstrap, topic, group, records, pauseMs, secondsMax } = settings;
const { prefetchBytes, fetchMaxBytes } = settings;

const consumer = new Consumer({
  bootstrapServers: bootstrap,
  groupId: group,
  autoOffsetReset: 'earliest',
  prefetchBytes,
  fetchMaxBytes,
});
consumer.subscribe(topic);
let seen = 0;
const signal = AbortSignal.timeout(secondsMax * 1_000);
for await (const batch of consumer.batches({ signal })) {
  for (const { value } of batch) seen += value === null ? 0 : 1;
  if (pauseMs > 0) await pause(pauseMs);
  if (seen >= records) break;
}
await consumer.close();
const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
console.log(JSON.stringify({ seen, residentMb: Number(kilobytes) / 1_000 }));
