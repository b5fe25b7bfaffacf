// Topics of a scenario: always one of which nothing is removed, and others of every kind. Segments
// are small, so that logs roll, are indexed, recovered and deleted within minutes.

import type { Prng } from '@ottla/base';

import type { TopicKind } from '../history/history.ts';
import type { TopicPlan } from './scenario.ts';

const OTHER_KINDS: readonly TopicKind[] = ['kept', 'compacted', 'trimmed', 'fleeting'];
const NEVER = '-1';

export function drawTopics(prng: Prng, areAllDurable: boolean): TopicPlan[] {
  const kinds: TopicKind[] = ['kept', ...OTHER_KINDS.filter(() => prng.chance(0.5))];
  return kinds.map((kind, index) => drawTopic(prng, `${kind}-${index}`, kind, areAllDurable));
}

function drawTopic(
  prng: Prng,
  name: string,
  kind: TopicKind,
  areAllDurable: boolean,
): TopicPlan {
  const isOwnDurable = prng.chance(0.4);
  const isLogAppendTime = prng.chance(0.25);
  return {
    name,
    kind,
    partitions: prng.pick([1, 2, 3, 4]),
    isDurable: areAllDurable || isOwnDurable,
    isLogAppendTime,
    configs: {
      'retention.ms': NEVER,
      'internal.segment.bytes': String(prng.pick([60_000, 200_000, 1_048_576])),
      'segment.ms': String(prng.pick([5_000, 20_000, 60_000, 3_600_000])),
      'index.interval.bytes': String(prng.pick([1, 256, 4096])),
      'max.message.bytes': String(MESSAGE_BYTES_MAX),
      'message.timestamp.type': isLogAppendTime ? 'LogAppendTime' : 'CreateTime',
      ...(isOwnDurable && !areAllDurable ? { 'flush.messages': '1' } : {}),
      ...drawCodec(prng),
      ...drawRemoval(prng, kind),
    },
  };
}

/** A record of more is refused. */
export const MESSAGE_BYTES_MAX = 40_000;

function drawCodec(prng: Prng): Record<string, string> {
  if (prng.chance(0.85)) return {};
  return { 'compression.type': prng.pick(['uncompressed', 'gzip', 'lz4', 'zstd', 'snappy']) };
}

function drawRemoval(prng: Prng, kind: TopicKind): Record<string, string> {
  switch (kind) {
    case 'compacted':
      return {
        'cleanup.policy': 'compact',
        'min.cleanable.dirty.ratio': prng.pick(['0.01', '0.5']),
        'segment.ms': String(prng.pick([3_000, 10_000])),
      };
    case 'trimmed':
      return prng.chance(0.5)
        ? {
            'retention.ms': String(prng.pick([20_000, 60_000])),
            'segment.ms': String(prng.pick([3_000, 10_000])),
          }
        : {};
    case 'kept':
    case 'fleeting':
      return {};
  }
}
