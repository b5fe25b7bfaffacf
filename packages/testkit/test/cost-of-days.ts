// What moving a virtual clock costs, for the figures in the README; not a test. From the root:
//
//   node scripts/run.mjs packages/testkit/test/cost-of-days.ts none|idle|waiting DURATION [OPTIONS]
//
// Beside the clock is no consumer, one that nobody polls, or one that waits for a record. OPTIONS
// are its options, as JSON, for example '{ "fetchMaxWaitMs": 500 }'.

import { createNodeWorld } from '@ottla/base';

import { type Kafka, startKafka } from '../src/index.ts';

const APIS = ['Fetch', 'Heartbeat', 'OffsetCommit', 'Metadata'] as const;
const MODES = ['none', 'idle', 'waiting'];

const [mode = '', duration = '1d', options = '{}'] = process.argv.slice(2);
if (!MODES.includes(mode)) throw new TypeError(`one of ${MODES.join(', ')}, got '${mode}'`);

await using kafka = await startKafka({ clock: 'virtual', topics: ['t'] });
if (mode !== 'none') await openConsumer(kafka, mode === 'waiting');
const counts = count(kafka);
const { clock } = createNodeWorld();
const startMs = clock.monotonicMs();
const before = process.cpuUsage();
await kafka.clock.advance(duration);
const tookMs = Math.round(clock.monotonicMs() - startMs);
const { user, system } = process.cpuUsage(before);
const cpuMs = Math.round((user + system) / 1000);
console.log(`${mode} ${duration}: ${tookMs} ms of real time, ${cpuMs} ms of the CPUs`, counts);

/** It has its partition, and read what was there. */
async function openConsumer(of: Kafka, isWaiting: boolean): Promise<void> {
  const more: object = JSON.parse(options);
  const consumer = of.consumer({ groupId: 'g', autoOffsetReset: 'earliest', ...more });
  consumer.subscribe('t');
  await of.produce('t', [{ value: 'x' }]);
  await of.clock.until(consumer.next());
  // It ends with the consumer.
  if (isWaiting) consumer.next().catch(() => {});
}

/** How many requests of each API come from now on: a rule that meets none sees them all. */
function count(of: Kafka): Record<string, number> {
  const seen: Record<string, number> = {};
  for (const api of APIS) {
    seen[api] = 0;
    const when = (): boolean => {
      seen[api] = (seen[api] ?? 0) + 1;
      return false;
    };
    of.faults.add({ api, when, do: { kind: 'drop' } });
  }
  return seen;
}
