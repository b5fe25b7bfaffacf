// The scenarios of the group coordinator, as far as they do not look inside, over the wire: on
// Apache Kafka, which so says what is right, and on our broker.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { prepareBroker } from '../groups/prepare-broker.ts';
import { readScenario, runOnBroker, type ScenarioFile } from '../groups/scenario-on-broker.ts';
import { startApacheKafka } from '../peers/apache-kafka.ts';
import { startBroker } from '../peers/broker.ts';

/** Others turn on single milliseconds, take many minutes, or make a broker's appends fail. */
const SCENARIOS = [
  'commits-over-a-rebalance',
  'committing-offsets',
  'deleting',
  'full-group',
  'leader-and-metadata',
  'leaves-and-rebalances',
  'protocols',
  'restarts',
  'static-member-away',
  'static-members',
  'sync-in-rebalance',
  'two-members-join',
];

interface RunningBroker {
  readonly port: number;
  stop(): Promise<unknown>;
}

const BROKERS: readonly (readonly [
  name: string,
  start: (overrides: Readonly<Record<string, number>>) => Promise<RunningBroker>,
])[] = [
  ['Apache Kafka', (overrides) => startApacheKafka({ overrides })],
  ['Ottla', (overrides) => startBroker({ overrides })],
];

async function runAll(files: readonly ScenarioFile[], port: number): Promise<string[]> {
  await prepareBroker(port);
  const found = await Promise.all(
    files.map(async (file) =>
      (await runOnBroker(file, port)).map(
        ({ command, expected, got }) =>
          `${file.name}, ${command}\n  expected ${expected.join('; ')}\n  got ${got.join('; ')}`,
      ),
    ),
  );
  return found.flat();
}

const byConfig = Map.groupBy(SCENARIOS.map(readScenario), ({ config }) => JSON.stringify(config));
// They mostly wait, so two brokers at once do not disturb each other.
describe('scenarios of groups', { concurrency: 2 }, () => {
  for (const [name, start] of BROKERS) {
    for (const [config, files] of byConfig) {
      test(`are answered as they say by ${name} with ${config}`, async () => {
        const broker = await start(JSON.parse(config));
        const differences = await runAll(files, broker.port);
        await broker.stop();
        assert.equal(differences.join('\n'), '');
      });
    }
  }
});
