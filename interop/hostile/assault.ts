// What an assault is given, and what it is made of. Each is begun, goes on until it is stopped, and
// leaves nothing behind. They keep a pace: what is measured is what the broker lets them do to
// others, not how fast another process can keep this machine busy.

import type { Prng } from '@ottla/base';

import type { Least, Work } from './deeds.ts';

export type Listener = 'broker' | 'controller';

export interface AssaultContext {
  readonly port: number;
  /** Whose port it is, or is a sham's in place of. */
  readonly listener: Listener;
  readonly prng: Prng;
  readonly signal: AbortSignal;
  /** Produce requests that expand; they take long to make. */
  readonly bombs: readonly Uint8Array[];
  /** Whatever is done is counted here. */
  readonly work: Work;
}

export interface Assault {
  readonly run: (context: AssaultContext) => Promise<void>;
  /** A fraction of its pace: less than this was no assault. */
  readonly least: Least;
}

/** How many are at it at the same time, wherever they take turns. */
export const WORKERS = 10;
export const PACE_MS = 20;
export const MB = 1024 * 1024;
