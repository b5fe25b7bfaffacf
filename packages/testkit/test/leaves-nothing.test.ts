// A process in which a Kafka was stopped ends by itself: no port, timer or thread is left.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const INDEX = JSON.stringify(join(import.meta.dirname, '..', 'src', 'index.ts'));
const run = promisify(execFile);

function program(options: string): string {
  return `
    import { setImmediate } from 'node:timers/promises';
    import { startKafka } from ${INDEX};
    const kafka = await startKafka(${options});
    const producer = kafka.producer({ compressionType: 'gzip' });
    await producer.send({ topic: 't', value: 'x'.repeat(100_000) });
    const consumer = kafka.consumer({ groupId: 'g', autoOffsetReset: 'earliest' });
    consumer.subscribe('t');
    await kafka.clock.until(consumer.next());
    await kafka.stop();
    await setImmediate();
    await setImmediate();
    const left = process.getActiveResourcesInfo().filter((each) => !/Pipe|TTY|FSReq/.test(each));
    console.log(JSON.stringify(left));
  `;
}

for (const clock of ['real', 'virtual']) {
  test(`with a ${clock} clock`, async () => {
    const source = program(`{ clock: '${clock}', topics: ['t'] }`);
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript'];
    const { stdout } = await run(process.execPath, [...args, '-e', source], { timeout: 30_000 });
    assert.deepEqual(JSON.parse(stdout), []);
  });
}
