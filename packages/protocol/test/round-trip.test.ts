// What is written is read again, at every version of every message.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { loadSchemas } from '../../../scripts/generate/load-schemas.ts';
import { Reader, Writer } from '../src/index.ts';
import { messageValues } from './random-messages.ts';
import { codecsByName } from './vectors/vectors.ts';

const RUNS = 8;
const files = await loadSchemas(join(import.meta.dirname, '..', 'schema'));
const messages = new Map(files.flatMap((file) => file.messages).map((m) => [m.name, m]));

/** Only the properties that `wanted` has: reading adds the defaults of other versions' fields. */
function partOf(value: unknown, wanted: unknown): unknown {
  if (wanted instanceof Uint8Array || typeof wanted !== 'object' || wanted === null) return value;
  if (Array.isArray(wanted)) {
    const items = value as unknown[]; // what the codec read for an array
    return items.map((item, index) => partOf(item, wanted[index]));
  }
  const values = value as Readonly<Record<string, unknown>>; // what the codec read for a struct
  const entries = Object.entries(wanted).map(([key, inner]) => [key, partOf(values[key], inner)]);
  return Object.fromEntries(entries);
}

describe('random messages', () => {
  for (const codec of codecsByName().values()) {
    it(`${codec.name} is read as it was written`, () => {
      const message = messages.get(codec.name);
      assert(message !== undefined);
      for (let version = codec.minVersion; version <= codec.maxVersion; version += 1) {
        const property = fc.property(messageValues(message, version), (values) => {
          const writer = new Writer(16);
          codec.write(writer, values, version);
          const { sizeBytes } = writer;
          const bytes = writer.finishOne();
          assert.equal(bytes.length, sizeBytes);
          const reader = new Reader(bytes);
          const again = codec.read(reader, version);
          assert.equal(reader.remainingBytes, 0);
          assert.deepEqual(partOf(again, values), values);
          codec.write(writer, again as object, version); // what was read is a draft too
          assert.deepEqual(Buffer.from(writer.finishOne()), Buffer.from(bytes));
        });
        fc.assert(property, { numRuns: RUNS, seed: version + 1 });
      }
    });
  }
});
