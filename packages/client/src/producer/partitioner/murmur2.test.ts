import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { murmur2, partitionOfKey } from './murmur2.ts';

describe('murmur2 gives what Java gives', () => {
  const vectors: readonly (readonly [string, number])[] = [
    ['', 275646681],
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['abc', 479470107],
    ['kafka', -798503068],
  ];
  for (const [text, hash] of vectors) {
    test(JSON.stringify(text), () => assert.equal(murmur2(Buffer.from(text)), hash));
  }

  test('bytes above 127 are unsigned', () => {
    const lkjh234 = Buffer.from('lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8');
    assert.equal(murmur2(lkjh234), -58897971);
  });

  test('a partition is never negative and always in range', () => {
    for (const [text, hash] of vectors) {
      for (const count of [1, 2, 7, 1000]) {
        const partition = partitionOfKey(Buffer.from(text), count);
        assert.equal(partition, (hash & 0x7fffffff) % count);
      }
    }
  });
});
