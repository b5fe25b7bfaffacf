// The assailants' process: begins an assault when it is told which, ends it when it is told so, and
// tells what it did.

import { setPriority } from 'node:os';

import { Prng } from '@ottla/base';

import { assaults } from './assaults.ts';
import { bombs } from './bombs.ts';

/** What others do to the broker is measured, not what their own work does to this machine. */
const NICENESS = 5;

export type Order = Begin | 'end';

interface Begin {
  readonly begin: string;
  readonly port: number;
  readonly seed: number;
}

let current: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;
setPriority(NICENESS);
const allBombs = bombs('bombs');
const counts = new Map<string, number>();

function begin({ begin: name, port, seed }: Begin): void {
  const abort = new AbortController();
  const prng = Prng.labelled(seed, name);
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const assault = assaults[name];
  if (assault === undefined) throw new Error(`no assault is called ${name}`);
  const context = { port, prng, signal: abort.signal, bombs: allBombs, count };
  const done = assault(context).catch((error: unknown) => count(`failed: ${String(error)}`));
  current = { abort, done };
}

async function end(): Promise<void> {
  current?.abort.abort();
  await current?.done;
  process.send?.([...counts].map(([what, count]) => `${count} ${what}`).join(', '));
  counts.clear();
}

process.on('message', (order: Order) => {
  if (order === 'end') void end();
  else begin(order);
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
