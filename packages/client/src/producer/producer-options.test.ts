import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';

import { ConfigError } from '../errors.ts';
import { resolveProducerOptions, type ProducerOptions } from './producer-options.ts';

const world = new SimulatedUniverse({ seed: 1 }).createNode('client');

function resolved(options: Partial<ProducerOptions>): ReturnType<typeof resolveProducerOptions> {
  return resolveProducerOptions({ world, bootstrapServers: 'b:1', ...options }, 'producer-1');
}

describe('idempotence', () => {
  const table: readonly (readonly [Partial<ProducerOptions>, boolean])[] = [
    [{}, true],
    [{ enableIdempotence: false }, false],
    [{ acks: 'all' }, true],
    [{ acks: -1 }, true],
    [{ acks: 1 }, false],
    [{ acks: 0 }, false],
    [{ retries: 0 }, false],
    [{ maxInFlightRequests: 5 }, true],
    [{ maxInFlightRequests: 6, enableIdempotence: false }, false],
    [{ transactionalId: 't' }, true],
  ];
  for (const [options, expected] of table) {
    test(`${JSON.stringify(options)}: ${expected}`, () => {
      assert.equal(resolved(options).isIdempotent, expected);
    });
  }
});

describe('settings that exclude each other, or are none', () => {
  const table: readonly (readonly [Partial<ProducerOptions>, RegExp])[] = [
    [{ enableIdempotence: true, acks: 1 }, /enableIdempotence needs acks=all, got 1/],
    [{ enableIdempotence: true, retries: 0 }, /enableIdempotence needs retries above 0/],
    [{ maxInFlightRequests: 6 }, /maxInFlightRequests of at most 5, got 6/],
    [{ deliveryTimeoutMs: 30_000 }, /at least lingerMs \+ requestTimeoutMs \(30005\)/],
    [{ batchSize: -1 }, /batchSize must be a number from 0, got -1/],
    [{ lingerMs: -1 }, /lingerMs must be a number from 0, got -1/],
    [{ lingerMs: NaN }, /lingerMs must be a number from 0, got NaN/],
    [{ retries: -1 }, /retries must be a number from 0, got -1/],
    [{ compressionType: 'gzip', compressionLevel: 10 }, /of gzip .* from 1 to 9, got 10/],
    [{ compressionType: 'zstd', compressionLevel: 2.5 }, /of zstd .* to 22, got 2.5/],
    [{ bootstrapServers: 'nowhere' }, /Invalid url/],
    [{ transactionalId: '' }, /transactionalId must not be empty/],
    [{ transactionalId: 't', acks: 1 }, /transactionalId needs acks=all, got 1/],
    [{ transactionalId: 't', retries: 0 }, /transactionalId needs retries above 0/],
    [{ transactionalId: 't', enableIdempotence: false }, /transactionalId needs enableIdempotence/],
    [{ transactionalId: 't', maxInFlightRequests: 6 }, /or leave transactionalId out/],
    [{ transactionTimeoutMs: 0 }, /transactionTimeoutMs must be a whole number from 1 .* got 0/],
  ];
  for (const [options, message] of table) {
    test(JSON.stringify(options), () => {
      assert.throws(() => resolved(options), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, message);
        return true;
      });
    });
  }
});

test('a transactional producer: its timeout, and a client id that tells it', () => {
  const { transactionTimeoutMs, clientId } = resolved({ transactionalId: 't' });
  assert.deepEqual([transactionTimeoutMs, clientId], [60_000, 'producer-t']);
  assert.equal(resolved({ transactionalId: 't', clientId: 'own' }).clientId, 'own');
});

test('the delivery timeout grows with long requests, unless it was set', () => {
  assert.equal(resolved({}).deliveryTimeoutMs, 120_000);
  assert.equal(resolved({ requestTimeoutMs: 200_000 }).deliveryTimeoutMs, 200_005);
});
