import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CorrelationError, RequestPipeline } from './correlation.ts';

describe('RequestPipeline', () => {
  it('gives completions back in the order of the requests', () => {
    const property = fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (steps) => {
      const pipeline = new RequestPipeline<string>(1000);
      const waiting: [number, string][] = [];
      let sent = 0;
      for (const isSend of steps) {
        if (isSend) {
          const name = `request ${sent}`;
          waiting.push([pipeline.push(name), name]);
          assert.equal(waiting.at(-1)?.[0], sent++);
        } else if (waiting.length > 0) {
          const [id, name] = waiting.shift() ?? [-1, ''];
          assert.equal(pipeline.take(id), name);
        }
        assert.equal(pipeline.outstanding, waiting.length);
        assert.equal(pipeline.oldest, waiting[0]?.[1]);
      }
      assert.deepEqual(pipeline.drain(), waiting.map(([, name]) => name));
      assert.equal(pipeline.outstanding, 0);
    });
    fc.assert(property);
  });

  it('refuses a response out of turn, unasked or asked twice, and stays as it was', () => {
    const pipeline = new RequestPipeline<string>(5);
    const refused = (id: number) =>
      assert.throws(() => pipeline.take(id), (error) => {
        assert.ok(error instanceof CorrelationError);
        assert.equal(error.retriable, true);
        assert.match(error.message, new RegExp(`response ${id} came`));
        return true;
      });
    refused(0);
    const [first, second] = [pipeline.push('a'), pipeline.push('b')];
    refused(second);
    refused(-1);
    assert.equal(pipeline.take(first), 'a');
    refused(first);
    assert.equal(pipeline.take(second), 'b');
    refused(second + 1);
  });

  it('holds no more than its limit', () => {
    const pipeline = new RequestPipeline<number>(2);
    pipeline.push(1);
    assert.equal(pipeline.isFull, false);
    pipeline.push(2);
    assert.equal(pipeline.isFull, true);
    assert.throws(() => pipeline.push(3), { name: 'AssertionFailure' });
    assert.throws(() => new RequestPipeline(0), { name: 'AssertionFailure' });
  });

  it('goes on with 0 after the largest id', () => {
    const pipeline = RequestPipeline.startingAt<string>(2 ** 31 - 1, 3);
    assert.equal(pipeline.push('last'), 2 ** 31 - 1);
    assert.equal(pipeline.push('first'), 0);
    assert.equal(pipeline.take(2 ** 31 - 1), 'last');
    assert.equal(pipeline.take(0), 'first');
  });

  it('keeps ids in sequence after a drain', () => {
    const pipeline = new RequestPipeline<string>(3);
    pipeline.push('a');
    pipeline.push('b');
    assert.deepEqual(pipeline.drain(), ['a', 'b']);
    const id = pipeline.push('c');
    assert.equal(id, 2);
    assert.equal(pipeline.take(id), 'c');
  });
});
