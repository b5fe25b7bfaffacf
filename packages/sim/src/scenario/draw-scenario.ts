// Draws a scenario from its seed: every option by chance, and whole families of faults left out now
// and then, so that seeds differ in kind and not only in order.

import { Prng } from '@ottla/base';

import { drawGroups, drawReaders } from './draw-consumers.ts';
import { drawProducers } from './draw-producers.ts';
import { drawTopics } from './draw-topics.ts';
import type { FaultFamily, FaultPlan, Scenario } from './scenario.ts';

export interface ScenarioOptions {
  readonly seed: number;
  /** Virtual minutes in all, about. */
  readonly minutes: number;
  /** Instead of those that are drawn. */
  readonly families?: readonly FaultFamily[] | undefined;
  /** Everything on the disk before it is acknowledged; drawn where it is left out. */
  readonly isDurable?: boolean | undefined;
}

/** What healing and the final reading take of the virtual time, about. */
const TAIL_MS = 60_000;
export const faultFamilies: readonly FaultFamily[] = [
  'network',
  'disk',
  'clock',
  'process',
  'power',
  'client',
];
const FAMILY_CHANCE = 0.6;

export function drawScenario(options: ScenarioOptions): Scenario {
  const { seed, minutes } = options;
  const prng = Prng.labelled(seed, 'scenario');
  const isDurable = options.isDurable ?? prng.chance(0.4);
  const topics = drawTopics(prng, isDurable);
  return {
    seed,
    mainMs: Math.max(minutes * 60_000 - TAIL_MS, 30_000),
    settings: drawSettings(prng, isDurable),
    areOffsetsDurable: isDurable,
    topics,
    producers: drawProducers(prng, topics),
    groups: drawGroups(prng, topics),
    readers: drawReaders(prng, topics),
    admin: { pauseMsMax: prng.pick([5_000, 15_000, 30_000]) },
    faults: drawFaults(prng, options.families),
  };
}

function drawFaults(prng: Prng, given: readonly FaultFamily[] | undefined): FaultPlan {
  const drawn = faultFamilies.filter(() => prng.chance(FAMILY_CHANCE));
  return { families: given ?? drawn, pauseMsMax: prng.pick([12_000, 25_000, 50_000]) };
}

function drawSettings(prng: Prng, isDurable: boolean): Record<string, string> {
  return {
    'auto.create.topics.enable': 'false',
    'offsets.topic.num.partitions': String(prng.pick([1, 3])),
    'offsets.topic.replication.factor': '1',
    'offsets.topic.segment.bytes': '1048576',
    'group.initial.rebalance.delay.ms': String(prng.pick([0, 500, 3_000])),
    'log.retention.check.interval.ms': String(prng.pick([5_000, 30_000])),
    'log.initial.task.delay.ms': '1000',
    'log.cleaner.backoff.ms': String(prng.pick([1_000, 15_000])),
    'log.cleaner.dedupe.buffer.size': '2097152',
    'log.segment.delete.delay.ms': String(prng.pick([100, 60_000])),
    ...(isDurable ? { 'log.flush.interval.messages': '1' } : {}),
  };
}
