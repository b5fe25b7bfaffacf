import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, type ProtocolError } from '@ottla/protocol';

import { judgeFetch, type FetchVerdict } from './fetch-verdict.ts';

describe('what an error in a fetch result means', () => {
  const table: readonly (readonly [ProtocolError, FetchVerdict])[] = [
    [errors.NONE, 'records'],
    [errors.NOT_LEADER_OR_FOLLOWER, 'refresh'],
    [errors.FENCED_LEADER_EPOCH, 'refresh'],
    [errors.REPLICA_NOT_AVAILABLE, 'refresh'],
    [errors.KAFKA_STORAGE_ERROR, 'refresh'],
    [errors.UNKNOWN_TOPIC_OR_PARTITION, 'refresh'],
    [errors.UNKNOWN_TOPIC_ID, 'refresh'],
    [errors.INCONSISTENT_TOPIC_ID, 'refresh'],
    [errors.UNKNOWN_LEADER_EPOCH, 'retry'],
    [errors.OFFSET_NOT_AVAILABLE, 'refresh'],
    [errors.UNKNOWN_SERVER_ERROR, 'retry'],
    [errors.OFFSET_OUT_OF_RANGE, 'out-of-range'],
    [errors.TOPIC_AUTHORIZATION_FAILED, 'fatal'],
    [errors.CORRUPT_MESSAGE, 'fatal'],
  ];
  for (const [error, expected] of table) {
    test(`${error.name}: ${expected}`, () => assert.equal(judgeFetch(error.code), expected));
  }
});
