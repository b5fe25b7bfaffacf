import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMemoryDisk, unpooledSlab } from '@ottla/base';
import type { Clock } from '@ottla/base';

import { OpenFiles } from '../files/open-files.ts';
import { Segment } from '../segment/segment.ts';
import { AppendQueue, WRITE_CALL_BYTES_MAX } from './append-queue.ts';

interface Made {
  readonly queue: AppendQueue;
  readonly segments: Segment[];
  /** Sizes of the calls to the disk, and what was told, in order. */
  readonly events: string[];
  /** How long the next synchronous calls take. */
  takesMs: number;
  /** Fails the next call. */
  failure: Error | undefined;
}

function make(slowWriteMs = 50): Made {
  const disk = createMemoryDisk();
  disk.makeDirectory('/log');
  const clock: Clock & { nowMs: number } = {
    nowMs: 0,
    wallMs: () => 0,
    monotonicMs: () => clock.nowMs,
  };
  const events: string[] = [];
  const openFiles = new OpenFiles({ limit: 8 });
  const segments = [0, 1_000].map((baseOffset) =>
    Segment.create(disk, { openFiles, directory: '/log', baseOffset, nowMs: 0, rollJitterMs: 0 }),
  );
  const queue = new AppendQueue({
    clock,
    slowWriteMs,
    onWritten: (offset) => events.push(`written ${offset}`),
    onFailed: (cause) => events.push(`failed ${String(cause)}`),
  });
  const made: Made = { queue, segments, events, takesMs: 0, failure: undefined };
  for (const segment of segments) watch(segment, made, clock);
  return made;
}

/** Notes every call to the segment's file. */
function watch(segment: Segment, made: Made, clock: { nowMs: number }): void {
  const file = segment.file.open();
  const { write } = file;
  file.write = (chunks, position) => {
    if (made.failure !== undefined) throw made.failure;
    clock.nowMs += made.takesMs;
    const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    made.events.push(`call ${chunks.length} chunks ${sizeBytes} B at ${position}`);
    write.call(file, chunks, position);
  };
}

function push(made: Made, segment: number, sizeBytes: number, nextOffset: number): void {
  const to = made.segments[segment];
  assert.ok(to !== undefined);
  to.sizeBytes += sizeBytes;
  made.queue.push(to, Buffer.alloc(sizeBytes, nextOffset), undefined, nextOffset);
}

test('chunks of a segment go in one call, and are told of once', () => {
  const made = make();
  push(made, 0, 10, 1);
  push(made, 0, 20, 2);
  assert.equal(made.queue.queuedBytes, 30);
  made.queue.flush();
  assert.deepEqual(made.events, ['call 2 chunks 30 B at 0', 'written 2']);
  assert.equal(made.queue.isEmpty, true);
  push(made, 0, 5, 3);
  made.queue.flush();
  assert.deepEqual(made.events.slice(2), ['call 1 chunks 5 B at 30', 'written 3']);
});

test('each segment is a call of its own', () => {
  const made = make();
  push(made, 0, 10, 1);
  push(made, 1, 20, 2);
  push(made, 1, 30, 3);
  made.queue.flush();
  assert.deepEqual(
    made.events,
    ['call 1 chunks 10 B at 0', 'call 2 chunks 50 B at 0', 'written 3'],
  );
});

test('a call writes a megabyte at most, or one larger chunk', () => {
  const made = make();
  const half = WRITE_CALL_BYTES_MAX / 2;
  for (const [n, size] of [half, half, 1, WRITE_CALL_BYTES_MAX + 1, 7].entries()) {
    push(made, 0, size, n + 1);
  }
  made.queue.flush();
  const calls = made.events.filter((event) => event.startsWith('call')).map(
    (call) => call.split(' ')[1],
  );
  assert.deepEqual(calls, ['2', '1', '1', '1']);
  assert.equal(made.events.at(-1), 'written 5');
});

test('a call takes a thousand chunks at most', () => {
  const made = make();
  for (let n = 1; n <= 1_500; n++) push(made, 0, 1, n);
  made.queue.flush();
  assert.deepEqual(made.events, [
    'call 1024 chunks 1024 B at 0',
    'call 476 chunks 476 B at 1024',
    'written 1500',
  ]);
});

test('slabs are held until their bytes are in the file', () => {
  const made = make();
  const slab = unpooledSlab(Buffer.alloc(10));
  const [segment] = made.segments;
  assert.ok(segment !== undefined);
  segment.sizeBytes += 10;
  made.queue.push(segment, slab.bytes, slab, 1);
  assert.equal(slab.references, 2);
  made.queue.flush();
  assert.equal(slab.references, 1);
});

test('nothing queued is nothing to do', () => {
  const made = make();
  made.queue.flush();
  assert.deepEqual(made.events, []);
});

test('after a slow call the rest goes asynchronously, one call in flight', async () => {
  const made = make(50);
  made.takesMs = 51;
  push(made, 0, WRITE_CALL_BYTES_MAX, 1);
  push(made, 0, 10, 2);
  made.queue.flush();
  assert.deepEqual(made.events, [`call 1 chunks ${WRITE_CALL_BYTES_MAX} B at 0`, 'written 1']);
  assert.equal(made.queue.isAsync, true);
  push(made, 0, 20, 3);
  made.queue.flush();
  assert.equal(made.queue.queuedBytes, 30);
  await made.queue.settled();
  assert.deepEqual(made.events.slice(2), ['written 2', 'written 3']);
});

test('exactly at the limit a call is not slow', () => {
  const made = make(50);
  made.takesMs = 50;
  push(made, 0, 10, 1);
  made.queue.flush();
  assert.equal(made.queue.isAsync, false);
});

test('after a failure nothing is written or told of', () => {
  const made = make();
  made.failure = new Error('EIO');
  const slab = unpooledSlab(Buffer.alloc(10));
  const [segment] = made.segments;
  assert.ok(segment !== undefined);
  segment.sizeBytes += 10;
  made.queue.push(segment, slab.bytes, slab, 1);
  made.queue.flush();
  assert.deepEqual(made.events, ['failed Error: EIO']);
  assert.equal(slab.references, 1, 'let go all the same');
  made.failure = undefined;
  push(made, 0, 10, 2);
  made.queue.flush();
  assert.deepEqual(made.events, ['failed Error: EIO']);
});

test('what a listener queues is written too', () => {
  const made = make();
  const queue = made.queue;
  let isFirst = true;
  made.events.push = (...events: string[]) => {
    if (events[0]?.startsWith('written') && isFirst) {
      isFirst = false;
      push(made, 0, 3, 9);
      queue.flush();
    }
    return Array.prototype.push.apply(made.events, events);
  };
  push(made, 0, 10, 1);
  queue.flush();
  assert.equal(queue.isEmpty, true);
  assert.equal(made.segments[0]?.writtenBytes, 13);
});
