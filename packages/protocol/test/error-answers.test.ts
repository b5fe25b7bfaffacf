// Answers that tell one error of all that was asked for: by any API, at any version.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { loadSchemas } from '../../../scripts/generate/load-schemas.ts';
import { type Api, apis, errorAnswer, errors, Reader, Writer } from '../src/index.ts';
import { messageValues } from './random-messages.ts';

const ERROR = errors.NOT_LEADER_OR_FOLLOWER;
const RUNS = 8;
const files = await loadSchemas(join(import.meta.dirname, '..', 'schema'));
const messages = new Map(files.flatMap((file) => file.messages).map((m) => [m.name, m]));

/** The answer to a request as a client reads it. */
function told(api: Api, version: number, request: object): unknown {
  const writer = new Writer();
  api.request.write(writer, request, version);
  // What a codec reads is a struct.
  const read = api.request.read(new Reader(writer.finishOne()), version) as object;
  api.response.write(writer, errorAnswer(api, version, read, ERROR), version);
  return api.response.read(new Reader(writer.finishOne()), version);
}

/** All error codes in there. */
function codesIn(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(codesIn);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const isCode = /^(partitionE|e)rrorCode$/.test(name) && typeof inner === 'number';
    return isCode ? [inner] : codesIn(inner);
  });
}

function apiNamed(name: string): Api {
  const api = [...apis.values()].find((each) => each.name === name);
  assert(api !== undefined, name);
  return api;
}

/** These have neither a code of the whole nor one of something that the request names. */
const NO_PLACE: readonly string[] = [
  'WriteTxnMarkers',
  'CreateAcls',
  'DeleteAcls',
  'AlterClientQuotas',
  'AlterUserScramCredentials',
];

describe('whatever was asked', () => {
  for (const api of apis.values()) {
    it(`${api.name} can be written, and tells nothing but the error`, () => {
      const message = messages.get(`${api.name}Request`);
      assert(message !== undefined);
      let codes: number[] = [];
      for (let version = api.request.minVersion; version <= api.request.maxVersion; version++) {
        const property = fc.property(messageValues(message, version), (request) => {
          const found = codesIn(told(api, version, request)).filter((code) => code !== 0);
          assert.deepEqual([...new Set(found)].filter((code) => code !== ERROR.code), []);
          codes = [...codes, ...found];
        });
        fc.assert(property, { numRuns: RUNS, seed: version + 1 });
      }
      assert.equal(codes.length === 0, NO_PLACE.includes(api.name));
    });
  }
});

const ID = 'AAAAAAAAAAAAAAAAAAAAAQ';
const { code: errorCode } = ERROR;

type Case = readonly [name: string, version: number, request: object, told: object];

const TABLE: readonly Case[] = [
  [
    'Produce',
    9,
    { acks: -1, topicData: [{ name: 't', partitionData: [{ index: 3 }, { index: 4 }] }] },
    {
      responses: [
        {
          name: 't',
          partitionResponses: [
            { index: 3, errorCode },
            { index: 4, errorCode },
          ],
        },
      ],
    },
  ],
  [
    'Produce',
    13,
    { topicData: [{ topicId: ID, partitionData: [{ index: 0 }] }] },
    { responses: [{ topicId: ID, partitionResponses: [{ index: 0, errorCode }] }] },
  ],
  [
    'Fetch',
    12,
    { topics: [{ topic: 't', partitions: [{ partition: 7, logStartOffset: 5 }] }] },
    {
      errorCode,
      responses: [
        { topic: 't', partitions: [{ partitionIndex: 7, errorCode, logStartOffset: -1 }] },
      ],
    },
  ],
  ['Heartbeat', 4, { groupId: 'g', memberId: 'm' }, { errorCode }],
  ['FindCoordinator', 3, { key: 'g' }, { errorCode, coordinators: [] }],
  [
    'FindCoordinator',
    4,
    { coordinatorKeys: ['g', 'h'] },
    {
      coordinators: [
        { key: 'g', errorCode },
        { key: 'h', errorCode },
      ],
    },
  ],
  [
    'OffsetFetch',
    7,
    { groupId: 'g', topics: [{ name: 't', partitionIndexes: [2] }] },
    { errorCode, topics: [{ name: 't', partitions: [{ partitionIndex: 2, errorCode }] }] },
  ],
  [
    'OffsetFetch',
    9,
    { groups: [{ groupId: 'g', topics: [{ name: 't', partitionIndexes: [2] }] }] },
    {
      groups: [
        {
          groupId: 'g',
          errorCode,
          topics: [{ name: 't', partitions: [{ partitionIndex: 2, errorCode }] }],
        },
      ],
    },
  ],
  ['DescribeGroups', 5, { groups: ['g'] }, { groups: [{ groupId: 'g', errorCode }] }],
  ['DeleteGroups', 2, { groupsNames: ['g'] }, { results: [{ groupId: 'g', errorCode }] }],
  ['DeleteTopics', 5, { topicNames: ['t'] }, { responses: [{ name: 't', errorCode }] }],
  ['DeleteTopics', 6, { topics: [{ name: 't' }] }, { responses: [{ name: 't', errorCode }] }],
  ['Metadata', 12, { topics: [{ name: 't' }] }, { topics: [{ name: 't', errorCode }] }],
  ['Metadata', 12, { topics: null }, { topics: [] }],
  [
    'DescribeConfigs',
    4,
    { resources: [{ resourceType: 2, resourceName: 't', configurationKeys: null }] },
    { results: [{ resourceType: 2, resourceName: 't', errorCode }] },
  ],
  [
    'ElectLeaders',
    2,
    { topicPartitions: [{ topic: 't', partitions: [1] }] },
    {
      errorCode,
      replicaElectionResults: [{ topic: 't', partitionResult: [{ partitionId: 1, errorCode }] }],
    },
  ],
  [
    'AlterReplicaLogDirs',
    2,
    { dirs: [{ path: '/d', topics: [{ name: 't', partitions: [1] }] }] },
    { results: [{ topicName: 't', partitions: [{ partitionIndex: 1, errorCode }] }] },
  ],
];

describe('what is told', () => {
  for (const [name, version, request, expected] of TABLE) {
    it(`${name} v${version} of ${JSON.stringify(request)}`, () => {
      assert.partialDeepStrictEqual(told(apiNamed(name), version, request), expected);
    });
  }
});

it('records beside an error are empty, as some clients take no null there', () => {
  const request = { topics: [{ topic: 't', partitions: [{ partition: 0 }] }] };
  const answer = told(apiNamed('Fetch'), 12, request);
  const records = new Uint8Array(0);
  const responses = [{ partitions: [{ records: Buffer.from(records) }] }];
  assert.partialDeepStrictEqual(answer, { responses });
});
