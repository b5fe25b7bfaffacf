import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crc32 } from 'node:zlib';

import { Prng } from '@ottla/base';

import { type TopicMetadata, ZERO_UUID } from '../../core/cluster-metadata.ts';
import { ClientError } from '../../errors.ts';
import { partitionOfKey } from './murmur2.ts';
import { resolvePartitioner } from './partitioner.ts';

function topicOf(count: number): TopicMetadata {
  const partitions = Array.from({ length: count }, (_, partition) => ({
    partition,
    leader: 1,
    leaderEpoch: 0,
    replicas: [1],
    isr: [1],
    offlineReplicas: [],
    error: undefined,
  }));
  const available = [...partitions.keys()];
  return { name: 't', id: ZERO_UUID, isInternal: false, partitions, available };
}

const topic = topicOf(6);
/** A prime, so that another hash seldom gives the same. */
const wide = topicOf(997);
const KEYS = 10_000;
/** Text that may take more than the scratch buffer has begins at 342 characters. */
const LENGTHS_MAX = [8, 64, 360, 2_000] as const;

/** One UTF-16 unit or a pair: of one, two, three and four bytes in UTF-8, and half of a pair. */
function character(prng: Prng): string {
  switch (prng.below(5)) {
    case 0:
      return String.fromCharCode(prng.below(0x80));
    case 1:
      return String.fromCharCode(0x80 + prng.below(0x780));
    case 2:
      return String.fromCharCode(0x800 + prng.below(0xd000));
    case 3:
      return String.fromCodePoint(0x10000 + prng.below(0x100000));
    default:
      return String.fromCharCode(0xd800 + prng.below(0x800));
  }
}

/** Of one kind of character, or of all. */
function textKeys(): string[] {
  const prng = new Prng('text keys');
  return Array.from({ length: KEYS }, (_, index) => {
    const length = prng.below(LENGTHS_MAX[index % LENGTHS_MAX.length] ?? 1);
    const isAscii = prng.chance(0.3);
    const next = (): string =>
      isAscii ? String.fromCharCode(prng.below(0x80)) : character(prng);
    return Array.from({ length }, next).join('');
  });
}

describe('keys choose', () => {
  // CRC32 by zlib, modulo 6; murmur2 as in murmur2.test.ts.
  const cases = [
    { by: 'murmur2', key: 'kafka', partition: (-798503068 & 0x7fffffff) % 6 },
    { by: 'murmur2', key: '', partition: (275646681 & 0x7fffffff) % 6 },
    { by: 'murmur2', key: null, partition: undefined },
    { by: 'murmur2', key: undefined, partition: undefined },
    { by: 'consistent_random', key: '123456789', partition: 0xcbf43926 % 6 },
    { by: 'consistent_random', key: '', partition: undefined },
    { by: 'consistent_random', key: null, partition: undefined },
  ] as const;
  for (const { by, key, partition } of cases) {
    test(`${by} of ${JSON.stringify(key)}: ${partition}`, () => {
      const partitionOf = resolvePartitioner(by, false);
      assert.equal(partitionOf({ topic: 't', key }, topic), partition);
      if (typeof key !== 'string') return;
      assert.equal(partitionOf({ topic: 't', key: Buffer.from(key) }, topic), partition);
    });
  }

  test('text as its bytes, whatever its length and characters', () => {
    const partitionOf = resolvePartitioner('murmur2', false);
    const long = 'x'.repeat(5_000);
    for (const key of ['ключ', '鍵', '🔑', '\ud800', long, `${long}🔑`, 'k']) {
      const ofBytes = partitionOf({ topic: 't', key: Buffer.from(key) }, topic);
      assert.equal(partitionOf({ topic: 't', key }, topic), ofBytes, key.slice(0, 10));
    }
  });

  test('ten thousand random texts as their bytes', () => {
    const ways = [
      { by: 'murmur2', ofBytes: (key: Buffer) => partitionOfKey(key, 997) },
      {
        by: 'consistent_random',
        ofBytes: (key: Buffer) => (key.length === 0 ? undefined : crc32(key) % 997),
      },
    ] as const;
    for (const { by, ofBytes } of ways) {
      const partitionOf = resolvePartitioner(by, false);
      for (const key of textKeys()) {
        const bytes = Buffer.from(key);
        const expected = ofBytes(bytes);
        const told = JSON.stringify(key.slice(0, 40));
        assert.equal(partitionOf({ topic: 't', key }, wide), expected, `${by} of ${told}`);
        assert.equal(partitionOf({ topic: 't', key: bytes }, wide), expected, `${by} of bytes`);
      }
    }
  });

  test('not where keys are to be ignored', () => {
    const partitionOf = resolvePartitioner('murmur2', true);
    assert.equal(partitionOf({ topic: 't', key: 'kafka' }, topic), undefined);
  });
});

describe('an own function', () => {
  test('is asked also where keys are to be ignored, and may leave it open', () => {
    const own = resolvePartitioner(({ key }) => (key === 'a' ? 5 : undefined), true);
    assert.equal(own({ topic: 't', key: 'a' }, topic), 5);
    assert.equal(own({ topic: 't', key: 'b' }, topic), undefined);
  });

  for (const partition of [-1, 6, 1.5, NaN]) {
    test(`${partition} is refused with what there is`, () => {
      const own = resolvePartitioner(() => partition, false);
      assert.throws(() => own({ topic: 't' }, topic), (error) => {
        assert.ok(error instanceof ClientError);
        assert.match(error.message, /chose partition .* of t, which has 6 partitions/);
        return true;
      });
    });
  }
});
