// The error table is Kafka's.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { errorOf, errors } from '../src/index.ts';

type Fact = readonly [code: number, name: string, retriable: boolean, refreshMetadata: boolean];

describe('errors', () => {
  const file = new URL('errors/errors-4.3.json', import.meta.url);
  const facts = JSON.parse(readFileSync(file, 'utf8')) as readonly Fact[]; // our own fixture

  it('are those of Kafka 4.3, with what a client may do about them', () => {
    const ours = Object.values(errors).map((error) => [
      error.code,
      error.name,
      error.retriable,
      error.refreshMetadata,
    ]);
    assert.deepEqual(ours, facts);
  });

  it('are found by code', () => {
    for (const [code, name] of facts) assert.equal(errorOf(code).name, name);
  });

  it('say something, each something else', () => {
    const messages = Object.values(errors).filter(({ code }) => code !== 0).map((e) => e.message);
    assert.equal(new Set(messages).size, messages.length);
    for (const message of messages) assert.match(message, /^[A-Za-z].*\.$/);
  });

  it('of a later release are unknown server errors', () => {
    assert.equal(errorOf(32_000), errors.UNKNOWN_SERVER_ERROR);
    assert.equal(errorOf(-2), errors.UNKNOWN_SERVER_ERROR);
  });
});
