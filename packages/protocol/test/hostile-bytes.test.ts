// Whatever bytes come: a DecodeError or a value, never another exception, and no memory beyond what
// the bytes can hold.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import fc from 'fast-check';

import { DecodeError, Reader } from '../src/index.ts';
import { codecsByName, loadVectors, type Vector } from './vectors/vectors.ts';

const codecs = codecsByName();
const vectors = loadVectors();

type Shape = Pick<Vector, 'name' | 'version'>;

function decode({ name, version }: Shape, bytes: Uint8Array, end = bytes.length): unknown {
  const codec = codecs.get(name);
  assert(codec !== undefined);
  return codec.read(new Reader(bytes, 0, end), version);
}

function errorOf(task: () => unknown): unknown {
  try {
    task();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Whether a cut here would be the same as one a byte earlier: long texts repeat one character. */
function isInsideRun(bytes: Buffer, end: number): boolean {
  const last = bytes[end - 1];
  return [2, 3, 4].every((back) => bytes[end - back] === last) && bytes[end] === last;
}

describe('hostile bytes', () => {
  // Half a million errors are made here: their stacks would take most of the time.
  const { stackTraceLimit } = Error;
  before(() => (Error.stackTraceLimit = 0));
  after(() => (Error.stackTraceLimit = stackTraceLimit));

  it('a message cut off at any byte is a DecodeError', () => {
    for (const vector of vectors) {
      for (let end = 0; end < vector.bytes.length; end += 1) {
        if (isInsideRun(vector.bytes, end)) continue;
        const error = errorOf(() => decode(vector, vector.bytes, end));
        if (error instanceof DecodeError && error.version === vector.version) continue;
        const where = `${vector.name} v${vector.version}, line ${vector.line}`;
        assert.fail(`${where}, cut at ${end}: ${error}`);
      }
    }
  });

  it('changed bytes are a DecodeError or a value', () => {
    const change = fc.record({
      index: fc.nat({ max: vectors.length - 1 }),
      places: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }),
    });
    const property = fc.property(change, ({ index, places }) => {
      const vector = vectors[index];
      assert(vector !== undefined);
      const bytes = Buffer.from(vector.bytes);
      for (const [at, byte] of places) if (bytes.length > 0) bytes[at % bytes.length] = byte;
      const error = errorOf(() => decode(vector, bytes));
      assert(error === undefined || error instanceof DecodeError, String(error));
    });
    fc.assert(property, { numRuns: 20_000, seed: 20_241_118 });
  });

  it('random bytes are a DecodeError or a value', () => {
    const shapes = [...codecs.values()].flatMap(({ name, minVersion, maxVersion }) => [
      { name, version: minVersion },
      { name, version: maxVersion },
    ]);
    const bytes = fc.uint8Array({ maxLength: 64 });
    const property = fc.property(fc.constantFrom(...shapes), bytes, (shape, random) => {
      const error = errorOf(() => decode(shape, random));
      assert(error === undefined || error instanceof DecodeError, String(error));
    });
    fc.assert(property, { numRuns: 20_000, seed: 4_301 });
  });

  it('a count bomb allocates nothing', () => {
    // In each message, every int32 and varint is in turn a count of two billion.
    const before = process.memoryUsage().heapUsed;
    for (const vector of vectors.filter(({ line }) => line % 5 === 0)) {
      for (let at = 0; at + 5 <= vector.bytes.length; at += 3) {
        const bytes = Buffer.from(vector.bytes);
        bytes.set([0xff, 0xff, 0xff, 0xff, 0x07], at);
        const error = errorOf(() => decode(vector, bytes));
        assert(error === undefined || error instanceof DecodeError, String(error));
        bytes.set([0x7f, 0xff, 0xff, 0xff], at);
        const classic = errorOf(() => decode(vector, bytes));
        assert(classic === undefined || classic instanceof DecodeError, String(classic));
      }
    }
    const grownBytes = process.memoryUsage().heapUsed - before;
    assert(grownBytes < 256 * 1024 * 1024, `${grownBytes} bytes more on the heap`);
  });
});
