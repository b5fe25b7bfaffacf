// Every schema equals Kafka's own specification, field by field. test/spec holds the facts of Kafka
// 4.3.1; both sides are brought into one plain form and compared.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { loadSchemas } from '../../../scripts/generate/load-schemas.ts';
import type { Field, FieldType, Message, Struct } from '../../../scripts/generate/model.ts';
import { isEmpty, type Versions } from '../../../scripts/generate/versions.ts';

interface SpecField {
  readonly name: string;
  readonly type: string;
  readonly versions?: string;
  readonly nullableVersions?: string;
  readonly taggedVersions?: string;
  readonly tag?: number;
  readonly default?: string | number | boolean | null;
  /** In one place of the specification it is text. */
  readonly ignorable?: boolean | string;
  readonly mapKey?: boolean;
  readonly entityType?: string;
  readonly flexibleVersions?: string;
  readonly zeroCopy?: boolean;
  readonly fields?: readonly SpecField[];
}

interface SpecStruct {
  readonly name: string;
  readonly versions: string;
  readonly fields: readonly SpecField[];
}

interface Spec {
  readonly name: string;
  readonly type: string;
  readonly apiKey?: number;
  readonly validVersions: string;
  readonly flexibleVersions?: string;
  readonly listeners?: readonly string[];
  readonly latestVersionUnstable?: boolean;
  readonly fields?: readonly SpecField[];
  readonly commonStructs?: readonly SpecStruct[];
}

const specFolder = join(import.meta.dirname, 'spec');
const specs = readdirSync(specFolder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(join(specFolder, name), 'utf8')) as Spec[]); // facts
const files = await loadSchemas(join(import.meta.dirname, '..', 'schema'));
const messages = new Map(files.flatMap((file) => file.messages).map((m) => [m.name, m]));
const living = specs.filter((spec) => spec.validVersions !== 'none');

function specFieldFacts(field: SpecField): object {
  const versions = field.versions ?? field.taggedVersions ?? '';
  return {
    name: field.name,
    type: field.type,
    versions,
    nullable: field.nullableVersions ?? 'none',
    tag: field.tag ?? null,
    tagged: field.taggedVersions ?? 'none',
    default: plainDefault(field.default ?? '', field.type),
    ignorable: String(field.ignorable) === 'true',
    key: field.mapKey ?? false,
    entity: field.entityType ?? null,
    flexible: field.flexibleVersions ?? null,
    zeroCopy: field.zeroCopy ?? false,
    fields: (field.fields ?? []).map(specFieldFacts),
  };
}

/** Zero, empty and false are what a missing default means. */
function plainDefault(value: string | number | boolean, type: string): string {
  const text = String(value);
  const isZero = type !== 'string' && (text === '0' || text === 'false');
  return isZero ? '' : text;
}

function ourFieldFacts(message: Message, field: Field): object {
  const struct = inlineStruct(message, field);
  return {
    name: field.name,
    type: typeText(field.type),
    versions: rangeText(field.versions),
    nullable: rangeText(field.nullable),
    tag: field.tag ?? null,
    tagged: field.tag === undefined ? 'none' : rangeText(field.versions),
    default: field.defaultText ?? '',
    ignorable: field.ignorable,
    key: field.isKey,
    entity: field.entity ?? null,
    flexible: field.isNeverFlexible ? 'none' : null,
    zeroCopy: field.isZeroCopy,
    fields: (struct?.fields ?? []).map((inner) => ourFieldFacts(message, inner)),
  };
}

function inlineStruct(message: Message, { type }: Field): Struct | undefined {
  const item = type.kind === 'array' ? type.item : type;
  const struct = item.kind === 'struct' ? message.structs.get(item.name) : undefined;
  return struct?.isShared === false ? struct : undefined;
}

function typeText(type: FieldType): string {
  return type.kind === 'array' ? `[]${type.item.name}` : type.name;
}

function rangeText(versions: Versions): string {
  if (isEmpty(versions)) return 'none';
  if (versions.to === Infinity) return `${versions.from}+`;
  return versions.from === versions.to ? `${versions.from}` : `${versions.from}-${versions.to}`;
}

describe('every schema equals the spec data field by field', () => {
  it('has the same messages', () => {
    const names = living.map(({ name }) => name).sort();
    assert.deepEqual([...messages.keys()].sort(), names);
  });

  for (const spec of living) {
    it(spec.name, () => {
      const message = messages.get(spec.name);
      assert(message !== undefined);
      const shared = [...message.structs.values()].filter((struct) => struct.isShared);
      const actual = {
        type: message.kind,
        apiKey: message.apiKey,
        versions: rangeText(message.versions),
        flexible: rangeText(message.flexible),
        listeners: message.listeners,
        latestVersionUnstable: message.latestVersionUnstable,
        fields: message.root.fields.map((field) => ourFieldFacts(message, field)),
        shared: shared.map((struct) => ({
          name: struct.name,
          versions: rangeText(struct.versions),
          fields: struct.fields.map((field) => ourFieldFacts(message, field)),
        })),
      };
      assert.deepEqual(actual, {
        type: spec.type,
        apiKey: spec.apiKey ?? -1,
        versions: spec.validVersions,
        flexible: spec.flexibleVersions,
        listeners: spec.listeners ?? [],
        latestVersionUnstable: spec.latestVersionUnstable ?? false,
        fields: (spec.fields ?? []).map(specFieldFacts),
        shared: (spec.commonStructs ?? []).map((struct) => ({
          name: struct.name,
          versions: struct.versions,
          fields: struct.fields.map(specFieldFacts),
        })),
      });
    });
  }

  it('keeps the keys of the APIs that Kafka has given up', () => {
    const gone = specs.filter(({ validVersions, type }) => {
      return validVersions === 'none' && type === 'request';
    });
    const ours = files
      .map(({ schema }) => schema)
      .filter((schema) => 'request' in schema && schema.versions === 'none')
      .map((schema) => [schema.key, `${schema.name}Request`]);
    assert.deepEqual(ours, gone.map(({ apiKey, name }) => [apiKey, name]).sort());
  });

  it('has a file name that tells key and name', () => {
    for (const { path, schema } of files) {
      const file = path.split('/').at(-1) ?? '';
      const key = 'key' in schema ? `${String(schema.key).padStart(2, '0')}-` : '';
      assert(file.startsWith(key), `${path} does not start with ${key}`);
      const plain = file.slice(key.length).replaceAll('-', '').replace('.ts', '');
      assert(schema.name.toLowerCase().startsWith(plain), `${path} does not name ${schema.name}`);
    }
  });
});
