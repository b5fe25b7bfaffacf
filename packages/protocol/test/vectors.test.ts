// Our codecs agree with Kafka's, not only with themselves.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { crc32 } from 'node:zlib';

import { loadSchemas } from '../../../scripts/generate/load-schemas.ts';
import { Reader, Writer } from '../src/index.ts';
import { plainText } from './vectors/plain-text.ts';
import { codecsByName, loadVectors, type Vector } from './vectors/vectors.ts';

const schemas = await loadSchemas(join(import.meta.dirname, '..', 'schema'));
const messages = new Map(schemas.flatMap((file) => file.messages).map((m) => [m.name, m]));
const codecs = codecsByName();
const vectors = loadVectors();

function codecOf({ name }: Vector) {
  const codec = codecs.get(name);
  assert(codec !== undefined, `no codec for ${name}`);
  return codec;
}

describe('bytes that Apache Kafka wrote', () => {
  it('cover every codec at every version', () => {
    const covered = new Set(vectors.map(({ name, version }) => `${name} ${version}`));
    const wanted = [...codecs.values()].flatMap(({ name, minVersion, maxVersion }) =>
      Array.from({ length: maxVersion - minVersion + 1 }, (_, i) => `${name} ${minVersion + i}`),
    );
    assert.deepEqual([...covered].sort(), wanted.sort());
  });

  it('are read wholly and written again as they were', () => {
    const writer = new Writer();
    for (const vector of vectors) {
      const where = `${vector.name} v${vector.version}, line ${vector.line}`;
      const codec = codecOf(vector);
      const reader = new Reader(vector.bytes);
      const message = codec.read(reader, vector.version);
      assert.equal(reader.remainingBytes, 0, `${where}: bytes are left`);
      writer.reset();
      codec.write(writer, message as object, vector.version); // what was read is a draft too
      assert.deepEqual(Buffer.concat(writer.finish()), vector.bytes, where);
    }
  });

  it('have the same values as in Kafka', () => {
    for (const vector of vectors.filter(({ textCrc }) => textCrc !== '-')) {
      const message = messages.get(vector.name);
      assert(message !== undefined, `no schema for ${vector.name}`);
      const values = codecOf(vector).read(new Reader(vector.bytes), vector.version);
      const text = plainText(message, values, vector.version);
      const where = `${vector.name} v${vector.version}, line ${vector.line}: ${text}`;
      assert.equal(crc32(text).toString(16), vector.textCrc, where);
    }
  });

  it('are read at any offset of a larger buffer', () => {
    for (const vector of vectors.filter(({ line }) => line % 7 === 0)) {
      const around = Buffer.concat([Buffer.alloc(13, 0xff), vector.bytes, Buffer.alloc(5, 0xff)]);
      const codec = codecOf(vector);
      const plain = codec.read(new Reader(vector.bytes), vector.version);
      const end = 13 + vector.bytes.length;
      assert.deepEqual(codec.read(new Reader(around, 13, end), vector.version), plain);
      const view = new Uint8Array(around.buffer, around.byteOffset + 13, vector.bytes.length);
      assert.deepEqual(codec.read(new Reader(view), vector.version), plain);
    }
  });
});
