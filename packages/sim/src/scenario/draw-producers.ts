// Producers of a scenario. The first one is always idempotent; the others are of every kind.

import type { Prng } from '@ottla/base';
import type { CompressionType } from '@ottla/client';

import type { ProducerPlan, TopicPlan } from './scenario.ts';

/** Mostly none: codecs have tests of their own, and cost more than all the rest. */
const CODECS: readonly CompressionType[] = [
  ...(['none', 'none', 'none', 'none', 'none'] as const),
  ...(['gzip', 'snappy', 'lz4', 'zstd'] as const),
];

export function drawProducers(prng: Prng, topics: readonly TopicPlan[]): ProducerPlan[] {
  const count = prng.pick([2, 3, 4]);
  return Array.from({ length: count }, (_, index) => drawProducer(prng, index, topics));
}

function drawProducer(prng: Prng, index: number, topics: readonly TopicPlan[]): ProducerPlan {
  const isIdempotent = index === 0 || prng.chance(0.5);
  const requestTimeoutMs = prng.pick([2_000, 5_000, 15_000]);
  const names = topics.map(({ name }) => name);
  return {
    name: `producer-${index}`,
    topics: index === 0 ? names : names.filter((_, at) => at === 0 || prng.chance(0.6)),
    isIdempotent,
    acks: isIdempotent ? -1 : prng.pick([-1, 1, 1, 0]),
    maxInFlightRequests: prng.pick([1, 2, 5]),
    compressionType: prng.pick(CODECS),
    lingerMs: prng.pick([undefined, 0, 20, 200]),
    batchSize: prng.pick([0, 500, 4_000, 16_384]),
    requestTimeoutMs,
    deliveryTimeoutMs: requestTimeoutMs + prng.pick([1_000, 10_000, 60_000]),
    burstMax: prng.pick([1, 5, 30]),
    pauseMsMax: prng.pick([3_000, 8_000, 15_000]),
    valueBytesMax: prng.pick([40, 300, 4_000]),
    refusedChance: prng.pick([0, 0, 0.02]),
    clockRate: prng.pick([1, 1, 0.9, 1.1]),
  };
}
