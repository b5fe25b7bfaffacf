import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ConfigError } from '../errors.ts';
import { resolveClientOptions, type ClientOptions } from './client-options.ts';

const ROLE = { clientId: 'c', allowAutoTopicCreation: false };

describe('refused when the client is made, not when it connects', () => {
  const table: readonly (readonly [option: object, message: RegExp])[] = [
    [{ maxInFlightRequests: 0 }, /^maxInFlightRequests must be a whole number from 1, got 0$/],
    [{ maxInFlightRequests: 2.5 }, /whole number from 1, got 2\.5/],
    [{ connectionsMaxIdleMs: NaN }, /^connectionsMaxIdleMs must be a number of ms, got NaN$/],
    [{ connectionsMaxIdleMs: 0 }, /^connectionsMaxIdleMs must be 1 or more, .* never, got 0$/],
    [{ connectionsMaxIdleMs: 0.5 }, /got 0\.5$/],
    [{ requestTimeoutMs: -1 }, /^requestTimeoutMs must be a number of ms from 0, got -1$/],
    [{ metadataMaxAgeMs: NaN }, /^metadataMaxAgeMs must be .* got NaN$/],
    [{ apiTimeoutMs: '5s' }, /^apiTimeoutMs must be .* got 5s$/],
  ];
  for (const [option, message] of table) {
    test(JSON.stringify(option), () => {
      const options: ClientOptions = { bootstrapServers: 'a:1', ...option };
      assert.throws(() => resolveClientOptions(options, ROLE), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  test('what is left out, and no limit at all, can be used', () => {
    const options = { bootstrapServers: 'a:1', metadataMaxAgeMs: Infinity, openTelemetry: false };
    assert.equal(resolveClientOptions(options, ROLE).metadataMaxAgeMs, Infinity);
  });
});
