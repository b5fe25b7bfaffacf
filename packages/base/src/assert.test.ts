import nodeAssert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert, AssertionFailure, unreachable } from './assert.ts';

describe('assert', () => {
  it('throws what names the numbers that disagree, and nothing where they agree', () => {
    assert(true, 'never seen');
    nodeAssert.throws(() => assert(false, 'got 3, expected 4'), (error) => {
      nodeAssert.ok(error instanceof AssertionFailure);
      nodeAssert.equal(error.message, 'got 3, expected 4');
      nodeAssert.equal(error.name, 'AssertionFailure');
      return true;
    });
  });

  it('shows what should not have been possible', () => {
    // As from untyped input that was not parsed.
    const impossible = { kind: 'unheard of' } as never;
    nodeAssert.throws(() => unreachable(impossible), /unreachable value \{"kind":"unheard of"\}/);
  });
});
