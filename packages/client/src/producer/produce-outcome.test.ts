import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { errors, type ProtocolError } from '@ottla/protocol';

import { KafkaError } from '../errors.ts';
import { PartitionQueue } from './partition-queue.ts';
import { judge, NO_ANSWER, type PartitionAnswer, type Verdict } from './produce-outcome.ts';
import { ProducerBatch } from './producer-batch.ts';
import { resolveProducerOptions } from './producer-options.ts';

const world = new SimulatedUniverse({ seed: 1 }).createNode('client');
const config = resolveProducerOptions({ world, bootstrapServers: 'b:1' }, 'p');

function batchOf(recordCount: number, attempts = 1): ProducerBatch {
  const queue = new PartitionQueue('t', 3);
  const batch = new ProducerBatch(queue, config, { nowMs: 0, bytesMax: 100 });
  for (let i = 0; i < recordCount; i++) batch.append({ topic: 't', value: 'v' }, 1);
  for (let i = 0; i < attempts; i++) batch.sent(0);
  return batch;
}

function verdict(
  error: ProtocolError,
  more: Partial<PartitionAnswer> = {},
  given: { records?: number; attempts?: number; nowMs?: number; retries?: number } = {},
): Verdict {
  const { records = 1, attempts = 1, nowMs = 10, retries = 5 } = given;
  const answer = { ...NO_ANSWER, ...more, errorCode: error.code };
  return judge(batchOf(records, attempts), answer, { idempotence: undefined, retries, nowMs });
}

describe('what an answer means', () => {
  const table: readonly (readonly [ProtocolError, number, Verdict['kind']])[] = [
    [errors.NONE, 1, 'delivered'],
    [errors.DUPLICATE_SEQUENCE_NUMBER, 1, 'delivered'],
    [errors.NETWORK_EXCEPTION, 1, 'retry'],
    [errors.NOT_LEADER_OR_FOLLOWER, 1, 'retry'],
    [errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND, 1, 'retry'],
    [errors.KAFKA_STORAGE_ERROR, 1, 'retry'],
    [errors.CORRUPT_MESSAGE, 1, 'retry'],
    [errors.MESSAGE_TOO_LARGE, 2, 'split'],
    [errors.MESSAGE_TOO_LARGE, 1, 'failed'],
    [errors.INVALID_RECORD, 1, 'failed'],
    [errors.TOPIC_AUTHORIZATION_FAILED, 1, 'failed'],
    [errors.UNKNOWN_SERVER_ERROR, 1, 'failed'],
  ];
  for (const [error, records, expected] of table) {
    test(`${error.name}, ${records} record(s): ${expected}`, () => {
      assert.equal(verdict(error, {}, { records }).kind, expected);
    });
  }

  test('no retry beyond `retries`, or after the delivery time', () => {
    const again = { retries: 1 };
    assert.equal(verdict(errors.NETWORK_EXCEPTION, {}, { ...again, attempts: 1 }).kind, 'retry');
    assert.equal(verdict(errors.NETWORK_EXCEPTION, {}, { ...again, attempts: 2 }).kind, 'failed');
    const late = { nowMs: config.deliveryTimeoutMs };
    assert.equal(verdict(errors.NETWORK_EXCEPTION, {}, late).kind, 'failed');
  });

  test('a gap is left only where the broker surely has not taken it', () => {
    const refused = verdict(errors.INVALID_RECORD);
    assert.ok(refused.kind === 'failed' && refused.leavesGap);
    const exhausted = verdict(errors.NETWORK_EXCEPTION, {}, { retries: 0, attempts: 1 });
    assert.ok(exhausted.kind === 'failed' && !exhausted.leavesGap);
    const late = verdict(errors.NETWORK_EXCEPTION, {}, { nowMs: config.deliveryTimeoutMs });
    assert.ok(late.kind === 'failed' && !late.leavesGap);
    const refusedAtLast = verdict(errors.INVALID_RECORD, {}, { retries: 1, attempts: 2 });
    assert.ok(refusedAtLast.kind === 'failed' && refusedAtLast.leavesGap);
  });
});

describe('the errors of records', () => {
  const named = (...indexes: readonly number[]): Partial<PartitionAnswer> => ({
    errorMessage: 'the batch is wrong',
    recordErrors: indexes.map((batchIndex) => ({
      batchIndex,
      batchIndexErrorMessage: batchIndex === 0 ? 'first is wrong' : null,
      unknownTaggedFields: [],
    })),
  });

  function errorsOf(answer: Partial<PartitionAnswer>): string[] {
    const judged = verdict(errors.INVALID_TIMESTAMP, answer, { records: 3 });
    assert.ok(judged.kind === 'failed');
    return [0, 1, 2].map((index) => {
      const error = judged.errorOf(index);
      return error instanceof KafkaError ? `${error.name}: ${error.message}` : error.message;
    });
  }

  const company = 'not written to t-3: other records of the same batch are invalid';

  test('without names, all have the error of the batch', () => {
    const all = errorsOf({ errorMessage: 'too old' });
    assert.deepEqual(new Set(all), new Set(['INVALID_TIMESTAMP: too old']));
  });

  test('one name: that record has the error itself', () => {
    assert.deepEqual(errorsOf(named(0)), ['INVALID_TIMESTAMP: first is wrong', company, company]);
  });

  test('several names: which error each had is not told', () => {
    assert.deepEqual(errorsOf(named(0, 2)), [
      'INVALID_RECORD: first is wrong',
      company,
      'INVALID_RECORD: the batch is wrong',
    ]);
  });
});
