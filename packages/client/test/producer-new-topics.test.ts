// `sendBatch` over topics that the producer does not know yet: they are asked for together. By
// scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Producer, type ProducerRecord } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const TOPICS = 200;
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const names = range(TOPICS).map((index) => `new-${index}`);
const all = names.map((topic): ProducerRecord => ({ topic, value: topic }));

async function start() {
  const cluster = await ScriptedCluster.start(1);
  for (const name of names) cluster.addTopic(name, [1]);
  const served = new ServedLogs(cluster);
  const { client: world, bootstrapServers, universe } = cluster;
  const producer = new Producer({ world, bootstrapServers, enableMetricsPush: false });
  const run = <T>(promise: Promise<T>): Promise<T> => universe.resolve(promise);
  const metadataAsked = (): number => {
    const { log } = cluster.broker(1);
    return log.filter((line) => line.startsWith('Metadata ')).length;
  };
  return { served, producer, run, metadataAsked };
}

describe('sendBatch over new topics', () => {
  test('asks for all of them in one request', async () => {
    const { served, producer, run, metadataAsked } = await start();
    assert.deepEqual(await run(producer.sendBatch(all)), { recordCount: TOPICS });
    for (const name of names) assert.deepEqual(served.log(name).values(), [name]);
    assert.ok(metadataAsked() <= 3, `${metadataAsked()} requests`);
    await run(producer.close());
  });

  test('also where records come lazily, of which it does not take all at once', async () => {
    const { producer, run, metadataAsked } = await start();
    let pulled = 0;
    let isFirst = true;
    function* endless(): Generator<ProducerRecord> {
      for (;;) for (const record of all) yield (pulled++, record);
    }
    function* some(): Generator<ProducerRecord> {
      for (const record of endless()) {
        if (pulled > 2_000) return;
        if (isFirst) queueMicrotask(() => assert.ok(pulled <= 501, `${pulled} at once`));
        isFirst = false;
        yield record;
      }
    }
    assert.deepEqual(await run(producer.sendBatch(some())), { recordCount: 2_000 });
    assert.ok(metadataAsked() <= 3, `${metadataAsked()} requests`);
    await run(producer.close());
  });

  test('a record that cannot be sent, behind it, is refused in its turn', async () => {
    for (const bad of [null, { topic: 5 }, { topic: 'x'.repeat(40_000) }] as never[]) {
      const { served, producer, run } = await start();
      const records = [...all.slice(0, 2), bad, ...all.slice(2)];
      await assert.rejects(run(producer.sendBatch(records)));
      assert.deepEqual(served.log('new-1').values(), ['new-1']);
      assert.deepEqual(served.log('new-2').values(), []);
      await run(producer.close());
    }
  });
});
