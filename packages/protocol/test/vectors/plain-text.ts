// A decoded message as the plain text that interop/vectors prints: names and values in the schema's
// order. It walks over the schema, so it also checks that the schema and the generated code agree.

import {
  type Field,
  type ItemType,
  type Message,
  propertyName,
  type Struct,
} from '../../../../scripts/generate/model.ts';
import { contains } from '../../../../scripts/generate/versions.ts';
import { noBytes } from '../../src/codec/reader.ts';

type Values = Readonly<Record<string, unknown>>;

export function plainText(message: Message, values: unknown, version: number): string {
  return structText(message, message.root, values as Values, version); // a decoded message
}

function structText(message: Message, struct: Struct, values: Values, version: number): string {
  const fields = struct.fields
    .filter((field) => contains(field.versions, version))
    .map((field) => [field, values[propertyName(field.name)]] as const)
    .filter(([field, value]) => field.tag === undefined || !isDefault(message, field, value))
    .map(([field, value]) => fieldText(message, field, value, version));
  return `{${fields.join('')}}`;
}

function fieldText(message: Message, field: Field, value: unknown, version: number): string {
  const name = propertyName(field.name);
  const { type } = field;
  if (value === null) return `${name}:null,`;
  if (type.kind === 'primitive' && type.name === 'records') {
    return `${name}SizeInBytes:${(value as Uint8Array).length},`; // records are bytes
  }
  if (type.kind !== 'array') return `${name}:${itemText(message, type, value, version)},`;
  // An array field that is not null.
  const items = (value as unknown[]).map((item) => itemText(message, type.item, item, version));
  return `${name}:[${items.map((text) => `${text},`).join('')}],`;
}

function itemText(message: Message, type: ItemType, value: unknown, version: number): string {
  if (type.kind === 'struct') {
    const struct = message.structs.get(type.name);
    if (struct === undefined) throw new Error(`no struct ${type.name}`);
    return structText(message, struct, value as Values, version); // a decoded struct
  }
  if (value instanceof Uint8Array) return `b${Buffer.from(value).toString('base64')}`;
  if (typeof value === 'string') return `"${value}"`;
  if (type.name === 'float64') return doubleText(Number(value));
  return String(value);
}

function doubleText(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return `d${bytes.readBigUInt64BE().toString(16)}`;
}

/** Whether a tagged field has its default, so that Kafka leaves it out. */
function isDefault(message: Message, field: Field, value: unknown): boolean {
  const { type, defaultText } = field;
  if (defaultText === 'null') return value === null;
  if (value === null) return false;
  if (type.kind === 'array') return (value as unknown[]).length === 0; // an array field
  if (type.kind === 'primitive') return isPrimitiveDefault(type.name, defaultText, value);
  const struct = message.structs.get(type.name);
  const values = value as Values & { unknownTaggedFields: unknown[] }; // a decoded struct
  if (struct === undefined || values.unknownTaggedFields.length > 0) return false;
  return struct.fields.every((inner) =>
    isDefault(message, inner, values[propertyName(inner.name)]),
  );
}

function isPrimitiveDefault(
  name: string,
  defaultText: string | undefined,
  value: unknown,
): boolean {
  if (name === 'bytes') return value === noBytes || (value as Uint8Array).length === 0; // bytes
  if (name === 'string') return value === (defaultText ?? '');
  if (name === 'uuid') return value === 'AAAAAAAAAAAAAAAAAAAAAA';
  if (name === 'bool') return String(value) === (defaultText ?? 'false');
  return BigInt(String(value)) === BigInt(defaultText ?? '0');
}
