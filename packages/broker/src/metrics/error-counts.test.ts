// Which errors of an answer count.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fetchApi, heartbeatApi, metadataApi, offsetCommitApi, produceApi } from '@ottla/protocol';
import { ErrorCounts } from './error-counts.ts';

const CASES: readonly (readonly [
  what: string,
  key: number,
  response: object,
  counts: Readonly<Record<number, number>>,
])[] = [
  [
    'each partition that was produced to',
    produceApi.key,
    {
      responses: [
        { name: 'a', partitionResponses: [{ index: 0, errorCode: 0 }, { index: 1, errorCode: 2 }] },
        { name: 'b', partitionResponses: [{ index: 0, errorCode: -1 }, { index: 1 }] },
      ],
    },
    { [-1]: 1, 0: 2, 2: 1 },
  ],
  [
    'a fetch and each of its partitions',
    fetchApi.key,
    { errorCode: 0, responses: [{ partitions: [{ partitionIndex: 0, errorCode: 1 }] }] },
    { 0: 1, 1: 1 },
  ],
  ['a fetch that is refused', fetchApi.key, { errorCode: 71 }, { 71: 1 }],
  ['an error of its own', heartbeatApi.key, { errorCode: 27 }, { 27: 1 }],
  ['errors left out are none', heartbeatApi.key, {}, { 0: 1 }],
  [
    'errors deep inside',
    offsetCommitApi.key,
    { topics: [{ name: 't', partitions: [{ errorCode: 0 }, { errorCode: 25 }] }] },
    { 0: 1, 25: 1 },
  ],
  [
    'topics and their partitions',
    metadataApi.key,
    { brokers: [{ nodeId: 1 }], topics: [{ errorCode: 3, partitions: [{ errorCode: 5 }] }] },
    { 3: 1, 5: 1 },
  ],
];

for (const [what, key, response, counts] of CASES) {
  test(what, () => {
    const errors = new ErrorCounts();
    errors.answered(key, response);
    assert.deepEqual(Object.fromEntries(errors.all()), counts);
  });
}

test('counts add up', () => {
  const errors = new ErrorCounts();
  for (let n = 0; n < 3; n++) errors.answered(heartbeatApi.key, { errorCode: 27 });
  assert.deepEqual([...errors.all()], [[27, 3]]);
});

test('of an answer of very much only the beginning counts', () => {
  const errors = new ErrorCounts();
  const topics = Array.from({ length: 100_000 }, () => ({ errorCode: 3, name: 't' }));
  errors.answered(metadataApi.key, { topics });
  const [count] = [...errors.all()].map(([, each]) => each);
  assert.ok(count !== undefined && count > 4000 && count < 6000);
});
