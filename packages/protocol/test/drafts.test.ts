// What a draft leaves out gets Kafka's defaults; what it sets although the version does not have it
// is refused, unless the schema lets it be dropped.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { loadSchemas } from '../../../scripts/generate/load-schemas.ts';
import { type Field, type Message, propertyName } from '../../../scripts/generate/model.ts';
import { contains, listVersions } from '../../../scripts/generate/versions.ts';
import { EncodeError, type MessageCodec, Reader, Writer } from '../src/index.ts';
import { codecsByName, loadVectors } from './vectors/vectors.ts';

const files = await loadSchemas(join(import.meta.dirname, '..', 'schema'));
const messages = files.flatMap((file) => file.messages);
const codecs = codecsByName();

function codecOf(name: string): MessageCodec<unknown> {
  const codec = codecs.get(name);
  assert(codec !== undefined, `no codec for ${name}`);
  return codec;
}

function write(codec: MessageCodec<unknown>, draft: object, version: number): Buffer {
  const writer = new Writer();
  codec.write(writer, draft, version);
  return Buffer.concat(writer.finish());
}

/** A value that is not the field's default. */
function otherValue(message: Message, field: Field): unknown {
  const { type, defaultText } = field;
  if (type.kind === 'array') {
    return [type.item.kind === 'struct' ? {} : primitiveValue(type.item.name)];
  }
  if (type.kind === 'primitive') {
    return type.name === 'bool' ? defaultText !== 'true' : primitiveValue(type.name);
  }
  const inner = message.structs.get(type.name)?.fields[0];
  assert(inner !== undefined);
  return { [propertyName(inner.name)]: otherValue(message, inner) };
}

function primitiveValue(name: string): unknown {
  if (name === 'string') return 'other';
  if (name === 'uuid') return 'AAAAAAAAAAEAAAAAAAAAAg';
  if (name === 'bytes' || name === 'records') return Buffer.from('other');
  return name === 'bool' ? true : 7;
}

describe('an empty draft', () => {
  it('is written with Kafka\'s defaults, at every version', () => {
    // The first vector of each message and version sets nothing that may keep its default.
    const firsts = new Map(loadVectors().toReversed().map((v) => [`${v.name} v${v.version}`, v]));
    for (const [where, { name, version, bytes }] of firsts) {
      // These records may not be null, and Kafka has no other default: the vector sets some.
      if (name === 'FetchSnapshotResponse') continue;
      assert.deepEqual(write(codecOf(name), {}, version), bytes, where);
    }
  });

  it('is read as all the defaults, whatever the version lacks', () => {
    for (const message of messages) {
      const codec = codecOf(message.name);
      const [first, ...others] = listVersions(message.versions).map((version) =>
        codec.read(new Reader(write(codec, {}, version)), version),
      );
      for (const other of others) assert.deepEqual(other, first, message.name);
    }
  });
});

describe('a field that is set', () => {
  for (const message of messages) {
    const versions = listVersions(message.versions);
    const absent = message.root.fields.flatMap((field) =>
      versions.filter((v) => !contains(field.versions, v)).map((version) => ({ field, version })),
    );
    if (absent.length === 0) continue;
    it(`in ${message.name} is dropped or refused where the version lacks it`, () => {
      const codec = codecOf(message.name);
      for (const { field, version } of absent) {
        const name = propertyName(field.name);
        const draft = { [name]: otherValue(message, field) };
        const where = `${message.name} v${version} ${name}`;
        if (field.ignorable) {
          assert.deepEqual(write(codec, draft, version), write(codec, {}, version), where);
          continue;
        }
        assert.throws(
          () => write(codec, draft, version),
          (error) => error instanceof EncodeError && error.path === name,
          where,
        );
      }
    });
  }

  it('to null is refused where the version does not allow it', () => {
    for (const message of messages) {
      for (const version of listVersions(message.versions)) {
        const fields = message.root.fields.filter(
          ({ versions, nullable, type, tag }) =>
            contains(versions, version) &&
            !contains(nullable, version) &&
            tag === undefined &&
            (type.kind === 'array' || type.name === 'string' || type.name === 'bytes'),
        );
        for (const field of fields) {
          const draft = { [propertyName(field.name)]: null };
          assert.throws(
            () => write(codecOf(message.name), draft, version),
            (error) => error instanceof EncodeError && error.version === version,
            `${message.name} v${version} ${field.name}`,
          );
        }
      }
    }
  });

  it('to what its type does not hold is refused, with the path', () => {
    const codec = codecOf('MetadataResponse');
    const draft = { topics: [{}, { partitions: [{ isrNodes: [1, 'two'] }] }] };
    assert.throws(
      () => write(codec, draft, 12),
      /MetadataResponse v12: topics\[1\]\.partitions\[0\]\.isrNodes: must be .* got "two"$/,
    );
  });
});
