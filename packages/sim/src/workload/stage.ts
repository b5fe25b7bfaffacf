// What all workers of a run share: where they write what they did, and how far the run has come.

import type { Logger, Prng, World } from '@ottla/base';

import type { HistoryRecorder } from '../history/history-recorder.ts';
import type { Counters } from '../run/counters.ts';
import type { Watched } from '../run/watched.ts';
import { BROKER_PORT } from '../simulated-node.ts';
import { BROKER } from '../run/simulated-broker.ts';

export interface Stage {
  readonly seed: number;
  readonly history: HistoryRecorder;
  readonly counters: Counters;
  readonly logger: Logger;
  /** Each time that a producer is told by the broker that its record is there. */
  readonly acknowledged: Watched<void>;
  /** Producers send no more, and come to their end. */
  isProducingOver: boolean;
  /** Consumers come to their end. */
  isConsumingOver: boolean;
}

/** What one incarnation of a worker is given. */
export interface Work<Plan> {
  readonly stage: Stage;
  readonly plan: Plan;
  readonly world: World;
  /** Counts from 1. */
  readonly incarnation: number;
  readonly prng: Prng;
}

export const BOOTSTRAP = `${BROKER}:${BROKER_PORT}`;
