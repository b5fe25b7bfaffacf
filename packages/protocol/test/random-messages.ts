// Arbitrary messages for the tests, by their schema: every field that a version has, with the
// values that its type holds.

import fc from 'fast-check';

import {
  type Field,
  type ItemType,
  type Message,
  propertyName,
  type Struct,
} from '../../../scripts/generate/model.ts';
import { contains } from '../../../scripts/generate/versions.ts';
import { uuidFromBytes } from '../src/index.ts';

type Values = Readonly<Record<string, unknown>>;

const int64 = fc
  .oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.maxSafeInteger().map(BigInt))
  // As reading gives it: a number wherever that is exact.
  .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value));

const bytes = fc.uint8Array({ maxLength: 12 }).map((items) => Buffer.from(items));

const primitives: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  int8: fc.integer({ min: -128, max: 127 }),
  int16: fc.integer({ min: -32_768, max: 32_767 }),
  uint16: fc.integer({ min: 0, max: 65_535 }),
  int32: fc.integer(),
  uint32: fc.integer({ min: 0, max: 4_294_967_295 }),
  int64,
  float64: fc.double({ noNaN: true }),
  uuid: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((id) => uuidFromBytes(id)),
  string: fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ maxLength: 30, unit: 'grapheme' }),
  ),
  bytes,
  records: bytes,
};

/** Values for every field of `message` that `version` has. */
export function messageValues(message: Message, version: number): fc.Arbitrary<Values> {
  return structValues(message, message.root, version);
}

function structValues(message: Message, struct: Struct, version: number): fc.Arbitrary<Values> {
  const fields = struct.fields
    .filter((field) => contains(field.versions, version))
    .map((field) => [propertyName(field.name), fieldValues(message, field, version)] as const);
  const tags = contains(message.flexible, version) ? { unknownTaggedFields: unknownTags } : {};
  return fc.record({ ...Object.fromEntries(fields), ...tags }, { noNullPrototype: true });
}

/** Above all tags that a schema has. */
const unknownTags = fc
  .uniqueArray(
    fc.record({ tag: fc.integer({ min: 100, max: 100_000 }), bytes }, { noNullPrototype: true }),
    { maxLength: 2, selector: ({ tag }) => tag },
  )
  .map((fields) => fields.toSorted((a, b) => a.tag - b.tag));

function fieldValues(message: Message, field: Field, version: number): fc.Arbitrary<unknown> {
  const { type } = field;
  const values =
    type.kind === 'array'
      ? fc.array(itemValues(message, type.item, version), { maxLength: 3 })
      : itemValues(message, type, version);
  return contains(field.nullable, version) ? fc.option(values, { freq: 4 }) : values;
}

function itemValues(message: Message, type: ItemType, version: number): fc.Arbitrary<unknown> {
  if (type.kind === 'primitive') return primitives[type.name] ?? fc.constant(0);
  const struct = message.structs.get(type.name);
  if (struct === undefined) throw new Error(`no struct ${type.name}`);
  return structValues(message, struct, version);
}
