import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { threadId } from 'node:worker_threads';
import { createNodeWorld, type OffloadJob } from '../../src/index.ts';
import { die, double, fail } from './doubling.ts';

const module = new URL('./doubling.ts', import.meta.url).href;

describe('offload on worker threads', () => {
  it('runs jobs on other threads, many at once, each with its own result', async () => {
    const { offload } = createNodeWorld();
    const job = { module, name: 'double', run: double };
    const values = Array.from({ length: 50 }, (_, i) => i);
    const results = await Promise.all(values.map((value) => offload.run(job, value)));
    assert.deepEqual(results.map((result) => result.value), values.map((value) => value * 2));
    assert.ok(results.every((result) => result.threadId !== threadId));
  });

  it('does the work itself when too many jobs wait', async () => {
    const { offload } = createNodeWorld();
    const job = { module, name: 'double', run: double };
    const results = await Promise.all(Array.from({ length: 600 }, (_, i) => offload.run(job, i)));
    assert.deepEqual(results.map((result) => result.value / 2), results.map((_, i) => i));
    const inline = results.filter((result) => result.threadId === threadId).length;
    assert.ok(inline > 0 && inline < 600, `${inline} of 600 were run inline`);
  });

  it('fails the job that ends its thread, and goes on with others', async () => {
    const { offload } = createNodeWorld();
    const job = { module, name: 'double', run: double };
    await offload.run(job, 1);
    const dying = offload.run({ module, name: 'die', run: die }, 1);
    const later = offload.run(job, 2);
    await assert.rejects(dying, /the worker thread ended/);
    assert.equal((await later).value, 4);
    assert.notEqual((await offload.run(job, 3)).threadId, threadId);
  });

  it('fails a job that ends a thread at once, and still has threads for others', async () => {
    const { offload } = createNodeWorld();
    await assert.rejects(offload.run({ module, name: 'die', run: die }, 1), /the worker thread/);
    const later = await offload.run({ module, name: 'double', run: double }, 2);
    assert.deepEqual([later.value, later.threadId === threadId], [4, false]);
  });

  it('lets failures through', async () => {
    const { offload } = createNodeWorld();
    const job = { module, name: 'fail', run: fail };
    await assert.rejects(offload.run(job, 'too far'), { name: 'RangeError', message: 'too far' });
  });

  it('runs a job itself that a worker cannot find, or that does not fit through', async () => {
    const { offload } = createNodeWorld();
    const run = (value: number) => ({ value: value * 3, threadId });
    for (const [name, from] of [
      ['triple', module],
      ['run', new URL('./no-such-module.ts', import.meta.url).href],
    ] as const) {
      const job = { module: from, name, run };
      assert.deepEqual(await offload.run(job, 7), { value: 21, threadId });
    }
    const uncloneable: OffloadJob<() => number, number> = {
      module,
      name: 'double',
      run: (input) => input(),
    };
    await assert.rejects(offload.run(uncloneable, () => 5), { name: 'DataCloneError' });
    assert.equal((await offload.run({ module, name: 'double', run: double }, 4)).value, 8);
  });
});
