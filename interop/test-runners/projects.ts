// Tests of users, as texts: in each of the runners' own ways one file that passes and one that
// fails, as an ES module and as CommonJS.

export interface Project {
  readonly runner: 'jest' | 'vitest';
  readonly kind: 'an ES module' | 'CommonJS';
  /** What stands in a test file: two tests that pass. */
  readonly passing: readonly [file: string, text: string];
  /** One test, which fails after a record was written. */
  readonly failing: readonly [file: string, text: string];
}

/** The record is there, and the Kafka of a test is gone in the next one. */
function jestTests(head: string): string {
  return `${head}
let seen;
test('an order is written', () =>
  withKafka({ topics: ['orders'] }, async (kafka) => {
    seen = kafka;
    await kafka.producer().send({ topic: 'orders', value: 'tea' });
    const [record] = await kafka.expectRecords('orders', ['tea']);
    expect(record.offset).toBe(0);
  }));
test('the Kafka of a test ends with it', async () => {
  await expect(seen.records('orders')).rejects.toMatchObject({ name: 'ClosedError' });
});
`;
}

function jestFailure(head: string): string {
  return `${head}
test('an order is written', () =>
  withKafka({ topics: ['orders'] }, async (kafka) => {
    await kafka.produce('orders', [{ key: 'ann', value: 'coffee' }]);
    expect(1).toBe(2);
  }));
`;
}

const JEST_ESM = `import { withKafka } from '@ottla/testkit';`;
const JEST_COMMONJS = `const { withKafka } = require('@ottla/testkit');`;

/** Vitest's own context, on which the testkit hangs what comes after a test. */
const VITEST_HEAD = `import { expect, test } from 'vitest';
import { kafkaForTest } from '@ottla/testkit';
`;

const VITEST_TESTS = `${VITEST_HEAD}
let seen;
test('an order is written', async (context) => {
  const kafka = await kafkaForTest(context, { topics: ['orders'], clock: 'virtual' });
  seen = kafka;
  await kafka.clock.until(kafka.producer().send({ topic: 'orders', value: 'tea' }));
  const [record] = await kafka.expectRecords('orders', ['tea']);
  expect(record.offset).toBe(0);
});
test('the Kafka of a test ends with it', async () => {
  await expect(seen.records('orders')).rejects.toMatchObject({ name: 'ClosedError' });
});
`;

const VITEST_FAILURE = `${VITEST_HEAD}
test('an order is written', async (context) => {
  const kafka = await kafkaForTest(context, { topics: ['orders'] });
  await kafka.produce('orders', [{ key: 'ann', value: 'coffee' }]);
  expect(1).toBe(2);
});
`;

export const PROJECTS: readonly Project[] = [
  {
    runner: 'jest',
    kind: 'an ES module',
    passing: ['passing.test.mjs', jestTests(JEST_ESM)],
    failing: ['failing.test.mjs', jestFailure(JEST_ESM)],
  },
  {
    runner: 'jest',
    kind: 'CommonJS',
    passing: ['passing.test.cjs', jestTests(JEST_COMMONJS)],
    failing: ['failing.test.cjs', jestFailure(JEST_COMMONJS)],
  },
  {
    runner: 'vitest',
    kind: 'an ES module',
    passing: ['passing-in-vitest.test.mjs', VITEST_TESTS],
    failing: ['failing-in-vitest.test.mjs', VITEST_FAILURE],
  },
];
