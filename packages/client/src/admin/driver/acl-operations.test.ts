// What a client may do, as a bit field: Kafka's numbers of operations, and what is no answer.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ACL_OPERATIONS, authorizedOperationsOf } from './acl-operations.ts';

for (const [bits, expected] of [
  [-2147483648, null],
  [0, []],
  // UNKNOWN, ANY and ALL are for filters.
  [0b111, []],
  [1 << 3, ['READ']],
  [(1 << 4) | (1 << 8) | (1 << 15), ['WRITE', 'DESCRIBE', 'TWO_PHASE_COMMIT']],
  // A bit that no operation has yet.
  [1 << 20, []],
] as const) {
  test(`the bits ${bits}`, () => assert.deepEqual(authorizedOperationsOf(bits), expected));
}

test('numbers are those of the protocol', () => {
  const numbered = ['READ', 'CLUSTER_ACTION', 'ALTER_CONFIGS', 'DESCRIBE_TOKENS'] as const;
  assert.deepEqual(numbered.map((name) => ACL_OPERATIONS.indexOf(name)), [3, 9, 11, 14]);
});
