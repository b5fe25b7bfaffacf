// The assailants' process: begins an assault when it is told which, ends it when it is told so, and
// tells what each of its parts did.

import { setPriority } from 'node:os';

import { Prng } from '@ottla/base';

import type { Assault, AssaultContext } from './assault.ts';
import { assaults } from './assaults.ts';
import { bombs } from './bombs.ts';
import { type Deeds, Work } from './deeds.ts';

/**
 * Real assailants have machines of their own. These share two processors with the broker and with
 * the clients who are measured; of the same priority they would take turns from those clients,
 * which a broker can neither cause nor prevent. The broker gains nothing over the measured by it:
 * those two have the same priority. What the assault itself loses shows in what it did, for which
 * each has a least. The assault on the sham has the same priority.
 */
const NICENESS = 5;

export type Order = Begin | 'end';

interface Begin {
  /** The kind of assault. */
  readonly begin: string;
  readonly port: number;
  readonly seed: number;
}

/** By the names of the kind's parts. */
export type AssaultReport = Readonly<Record<string, Deeds>>;

interface Part {
  readonly name: string;
  readonly work: Work;
  done: Promise<void>;
  brokeOff: string | undefined;
}

interface Current {
  readonly abort: AbortController;
  readonly beganMs: number;
  readonly parts: readonly Part[];
}

const MS_PER_SECOND = 1_000;

let current: Current | undefined;
setPriority(NICENESS);
const allBombs = bombs('bombs');

function begin({ begin: name, port, seed }: Begin): void {
  const kind = assaults[name];
  if (kind === undefined) throw new Error(`no assault is called ${name}`);
  const abort = new AbortController();
  const parts = Object.entries(kind.parts).map(([partName, assault]) => {
    const prng = Prng.labelled(seed, `${name}: ${partName}`);
    const { listener } = kind;
    const { signal } = abort;
    const work = new Work();
    return beginPart(partName, assault, { port, listener, prng, signal, bombs: allBombs, work });
  });
  current = { abort, beganMs: performance.now(), parts };
}

function beginPart(name: string, assault: Assault, context: AssaultContext): Part {
  const part: Part = { name, work: context.work, done: Promise.resolve(), brokeOff: undefined };
  part.done = runPart(part, assault, context);
  return part;
}

/** It goes on until it is told to end: whatever ends it before is told. */
async function runPart(part: Part, assault: Assault, context: AssaultContext): Promise<void> {
  let how = 'ended by itself';
  try {
    await assault.run(context);
  } catch (error) {
    how = String(error);
    part.work.failed(error);
  }
  if (!context.signal.aborted) part.brokeOff = how;
}

async function end(): Promise<void> {
  if (current === undefined) return;
  const { abort, beganMs, parts } = current;
  abort.abort();
  const seconds = (performance.now() - beganMs) / MS_PER_SECOND;
  await Promise.all(parts.map(({ done }) => done));
  const report: AssaultReport = Object.fromEntries(
    parts.map(({ name, work, brokeOff }) => [name, work.deeds(seconds, brokeOff)]),
  );
  process.send?.(report);
  current = undefined;
}

process.on('message', (order: Order) => {
  if (order === 'end') void end();
  else begin(order);
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
