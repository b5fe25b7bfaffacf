// A Kafka for as long as a test, whose content is told when the test fails. Knows test runners by
// the shape of what they give to a test, and depends on none.

import type { Kafka } from './kafka.ts';
import type { KafkaOptions } from './options.ts';
import { startKafka } from './start-kafka.ts';

/** What `node:test` gives to a test. */
export interface NodeTestContext {
  after(hook: () => Promise<void>): void;
  diagnostic(message: string): void;
  /** Node 22.14 and later. */
  readonly passed?: boolean;
}

/** What Vitest gives to a test. */
export interface VitestContext {
  onTestFinished(hook: (finished: VitestFinished) => Promise<void>): void;
}

interface VitestFinished {
  readonly task: { readonly result?: { readonly state: string } | undefined };
}

/** Starts a Kafka that is stopped after the test; where that failed, a dump is told before. */
export async function kafkaForTest(
  test: NodeTestContext | VitestContext,
  options: KafkaOptions = {},
): Promise<Kafka> {
  const kafka = await startKafka(options);
  if ('onTestFinished' in test) {
    test.onTestFinished(async ({ task }) => {
      const hasFailed = task.result?.state === 'fail';
      await tellAndStop(kafka, hasFailed, (text) => process.stderr.write(text));
    });
  } else {
    test.after(async () => {
      const tell = (text: string): void => {
        for (const line of text.trimEnd().split('\n')) test.diagnostic(line);
      };
      await tellAndStop(kafka, test.passed === false, tell);
    });
  }
  return kafka;
}

async function tellAndStop(
  kafka: Kafka,
  hasFailed: boolean,
  tell: (text: string) => void,
): Promise<void> {
  try {
    if (hasFailed) tell(await dumpOf(kafka));
  } finally {
    await kafka.stop();
  }
}

/** Where there is none, why: what the test failed with is not to be hidden by that. */
function dumpOf(kafka: Kafka): Promise<string> {
  return kafka.dump().catch((error: unknown) => `no dump of Kafka: ${String(error)}\n`);
}

/**
 * For every other runner, Jest among them: runs `body` with a Kafka and stops it. Where `body`
 * throws an Error, the dump stands behind its message.
 */
export async function withKafka<Result>(
  options: KafkaOptions,
  body: (kafka: Kafka) => Promise<Result>,
): Promise<Result> {
  const kafka = await startKafka(options);
  try {
    return await body(kafka);
  } catch (error) {
    if (error instanceof Object && 'stack' in error) {
      error.stack = `${String(error.stack)}\n\n${await dumpOf(kafka)}`;
    }
    throw error;
  } finally {
    await kafka.stop();
  }
}
