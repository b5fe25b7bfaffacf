// Messages read and written a few items at a time are the messages read and written at once: all
// known ones, at every version, whatever the size of a slice.

import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { test } from 'node:test';

import { metadataApi, Reader, SlicedReader, SlicedWriter, Writer } from '../src/index.ts';
import { codecsByName, loadVectors } from './vectors/vectors.ts';

const SLICES = [1, 2, 7, 1000];

/** Runs to its end, and counts how often it has paused. */
function inSlices<Result>(slice: () => Result | undefined): { result: Result; paused: number } {
  for (let paused = 0; paused < 100_000; paused += 1) {
    const result = slice();
    if (result !== undefined) return { result, paused };
  }
  throw new Error('it does not come to an end');
}

test('every known message is the same, in slices', () => {
  const codecs = codecsByName();
  let paused = 0;
  for (const { name, version, bytes, line } of loadVectors()) {
    const codec = codecs.get(name);
    if (codec === undefined) continue;
    const whole = codec.read(new Reader(bytes), version) as object; // of whatever message
    for (const items of SLICES) {
      const what = `${name} v${version}, line ${line}, slices of ${items}`;
      const reader = new SlicedReader(bytes);
      const readWhole = (each: Reader): object => codec.read(each, version) as object; // the same
      const { result, paused: reads } = inSlices(() => reader.slice(readWhole, items));
      deepEqual(result, whole, what);
      const writer = new SlicedWriter(64);
      const write = (each: Writer): void => codec.write(each, whole, version);
      const { paused: writes } = inSlices(() => writer.slice(write, items) || undefined);
      deepEqual(Buffer.concat(writer.finish()), bytesOf(write), what);
      paused += reads + writes;
    }
  }
  ok(paused > 10_000);
});

function bytesOf(write: (writer: Writer) => void): Buffer {
  const writer = new Writer();
  write(writer);
  return Buffer.concat(writer.finish());
}

const topics = Array.from({ length: 5000 }, (_, index) => ({ name: `topic-${index}` }));
const request = bytesOf((writer) => metadataApi.request.write(writer, { topics }, 4));
const read = (reader: Reader) => metadataApi.request.read(reader, 4);

test('a slice ends where it should, and goes on there', () => {
  const reader = new SlicedReader(request);
  for (let slice = 1; slice <= 4; slice++) equal(reader.slice(read, 1000), undefined);
  equal(reader.slice(read, 1000)?.topics?.length, 5000);
});

test('the limit of items counts each array once', () => {
  const limited = (itemsLeft: number): SlicedReader => {
    const reader = new SlicedReader(request);
    reader.itemsLeft = itemsLeft;
    return reader;
  };
  const enough = limited(5000);
  while (enough.slice(read, 700) === undefined);
  throws(() => limited(4999).slice(read, 700), /topics: has 5000 items, 4999 more are allowed/);
});

test('what is wrong far inside is said with its place', () => {
  const cut = request.subarray(0, -3);
  const whole = (): unknown => read(new Reader(cut));
  const sliced = (): void => {
    const reader = new SlicedReader(cut);
    while (reader.slice(read, 700) === undefined);
  };
  const messages = [whole, sliced].map((run) => {
    try {
      run();
    } catch (error) {
      return String(error);
    }
    return 'nothing was thrown';
  });
  equal(messages[1], messages[0]);
  ok(messages[0]?.includes('topics[4999]'));
});
