// What each error means at each request of the protocol: a table of the answers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, type ErrorName } from '@ottla/protocol';

import { CommitFailedError, KafkaError } from '../../errors.ts';
import {
  ApplicationRecoverableError,
  ProducerFencedError,
  TransactionFatalError,
} from './transaction-errors.ts';
import {
  judgeAddOffsets,
  judgeAddPartitions,
  judgeEnd,
  judgeInitProducerId,
  judgeLookup,
  judgeOffsetCommit,
  type TransactionVerdict,
} from './transaction-verdict.ts';

const JUDGES = {
  lookup: (code) => judgeLookup('transaction', code, 'x'),
  groupLookup: (code) => judgeLookup('group', code, 'x'),
  init: (code) => judgeInitProducerId(code, 'x'),
  partitions: (code) => judgeAddPartitions([code], 'x'),
  offsets: (code) => judgeAddOffsets(code, 'x'),
  commit: (code) => judgeOffsetCommit([code], 'x'),
  end: (code) => judgeEnd(code, true, 'x'),
  abort: (code) => judgeEnd(code, false, 'x'),
} as const satisfies Record<string, (code: number) => TransactionVerdict>;

type Judge = keyof typeof JUDGES;

function brief(verdict: TransactionVerdict): string {
  switch (verdict.kind) {
    case 'fatal':
      if (verdict.error instanceof ProducerFencedError) return 'fenced';
      if (verdict.error instanceof ApplicationRecoverableError) return 'recoverable';
      assert.ok(verdict.error instanceof TransactionFatalError);
      return 'fatal';
    case 'abortable':
      return verdict.needsBump ? 'abortable, bump' : 'abortable';
    case 'done':
    case 'retry':
    case 'concurrent':
    case 'moved':
    case 'refused':
      return verdict.kind;
  }
}

/** By error: the verdict of all requests, and of those that differ. */
const TABLE: readonly (readonly [ErrorName, string, Partial<Record<Judge, string>>])[] = [
  ['NONE', 'done', {}],
  ['COORDINATOR_LOAD_IN_PROGRESS', 'retry', {}],
  ['NOT_COORDINATOR', 'moved', { lookup: 'retry', groupLookup: 'retry' }],
  ['COORDINATOR_NOT_AVAILABLE', 'moved', { lookup: 'retry', groupLookup: 'retry' }],
  ['CONCURRENT_TRANSACTIONS', 'concurrent', { lookup: 'retry', groupLookup: 'retry' }],
  ['REQUEST_TIMED_OUT', 'retry', { commit: 'moved' }],
  ['UNKNOWN_TOPIC_OR_PARTITION', 'retry', {}],
  ['PRODUCER_FENCED', 'fenced', {}],
  ['INVALID_PRODUCER_EPOCH', 'fenced', {}],
  [
    'TRANSACTION_ABORTABLE',
    'abortable',
    { lookup: 'fatal', init: 'refused', abort: 'fatal' },
  ],
  ['INVALID_TXN_STATE', 'recoverable', {}],
  ['INVALID_PRODUCER_ID_MAPPING', 'recoverable', {}],
  ['TRANSACTIONAL_ID_AUTHORIZATION_FAILED', 'fatal', { init: 'refused' }],
  ['CLUSTER_AUTHORIZATION_FAILED', 'fatal', { init: 'refused' }],
  ['INVALID_TRANSACTION_TIMEOUT', 'fatal', { partitions: 'abortable' }],
  [
    'UNKNOWN_PRODUCER_ID',
    'fatal',
    { partitions: 'abortable, bump', offsets: 'abortable, bump', end: 'abortable, bump' },
  ],
  ['TOPIC_AUTHORIZATION_FAILED', 'fatal', { partitions: 'abortable' }],
  ['OPERATION_NOT_ATTEMPTED', 'fatal', { partitions: 'abortable' }],
  [
    'GROUP_AUTHORIZATION_FAILED',
    'fatal',
    {
      groupLookup: 'abortable',
      partitions: 'abortable',
      offsets: 'abortable',
      commit: 'abortable',
    },
  ],
  ['UNKNOWN_MEMBER_ID', 'fatal', { partitions: 'abortable', commit: 'abortable' }],
  ['ILLEGAL_GENERATION', 'fatal', { partitions: 'abortable', commit: 'abortable' }],
  ['FENCED_INSTANCE_ID', 'fatal', { partitions: 'abortable', commit: 'abortable' }],
  ['UNKNOWN_SERVER_ERROR', 'fatal', { partitions: 'abortable' }],
];

describe('each error at each request', () => {
  for (const [name, usual, others] of TABLE) {
    for (const judge of Object.keys(JUDGES) as Judge[]) {
      const expected = others[judge] ?? usual;
      test(`${judge}: ${name} is ${expected}`, () => {
        assert.equal(brief(JUDGES[judge](errors[name].code)), expected);
      });
    }
  }
});

describe('several partitions in one answer', () => {
  const codes = (...names: readonly ErrorName[]): number[] =>
    names.map((name) => errors[name].code);

  test('added: one that may be passing or is fatal decides, then one that is not', () => {
    const table: readonly (readonly [readonly ErrorName[], string])[] = [
      [['NONE', 'NONE'], 'done'],
      [['OPERATION_NOT_ATTEMPTED', 'TOPIC_AUTHORIZATION_FAILED'], 'abortable'],
      [['TOPIC_AUTHORIZATION_FAILED', 'UNKNOWN_TOPIC_OR_PARTITION'], 'retry'],
      [['TOPIC_AUTHORIZATION_FAILED', 'PRODUCER_FENCED'], 'fenced'],
    ];
    for (const [names, expected] of table) {
      assert.equal(brief(judgeAddPartitions(codes(...names), 'x')), expected, names.join());
    }
  });

  test('offsets: the gravest decides', () => {
    const table: readonly (readonly [readonly ErrorName[], string])[] = [
      [['NONE', 'NONE'], 'done'],
      [['NONE', 'UNKNOWN_TOPIC_OR_PARTITION', 'NOT_COORDINATOR'], 'moved'],
      [['NOT_COORDINATOR', 'ILLEGAL_GENERATION'], 'abortable'],
      [['ILLEGAL_GENERATION', 'INVALID_PRODUCER_EPOCH'], 'fenced'],
    ];
    for (const [names, expected] of table) {
      assert.equal(brief(judgeOffsetCommit(codes(...names), 'x')), expected, names.join());
    }
  });
});

test('errors say what was to be done, and carry what the broker answered', () => {
  const verdict = judgeEnd(errors.PRODUCER_FENCED.code, true, 'commit the transaction of id i');
  assert.ok(verdict.kind === 'fatal' && verdict.error.cause instanceof KafkaError);
  assert.match(verdict.error.message, /^cannot commit the transaction of id i: PRODUCER_FENCED, /);
  assert.equal(verdict.error.cause.code, errors.PRODUCER_FENCED.code);
});

test('a consumer that is no member any more is a failed commit', () => {
  const verdict = judgeOffsetCommit([errors.ILLEGAL_GENERATION.code], 'send the offsets');
  assert.ok(verdict.kind === 'abortable' && verdict.error.cause instanceof CommitFailedError);
  assert.ok(verdict.error.cause.cause instanceof KafkaError);
});
