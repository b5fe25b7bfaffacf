// The function that reads a struct: straight-line code that follows the order of the fields.

import {
  declareFlexible,
  defaultCode,
  flexibleCode,
  functionHead,
  indent,
  localName,
  nullableIn,
  parameterName,
  presence,
} from './expressions.ts';
import { fieldType, hasUnknownTags } from './emit-types.ts';
import { itemBytesMin, itemOf, type StructLayout } from './layout.ts';
import { type Field, type ItemType, propertyName } from './model.ts';
import { conditionOf, intersect, isEmpty, type Versions } from './versions.ts';

export function emitRead(layout: StructLayout): string[] {
  const hasTags = layout.struct.fields.some((field) => field.tag !== undefined);
  const body = hasTags ? bodyWithTags(layout) : plainBody(layout);
  const lines = [...declareFlexible(layout, body.join('\n')), ...body];
  const { type } = layout;
  const parameters = [
    `${parameterName('reader', lines)}: Reader`,
    `${parameterName('version', lines)}: number`,
  ];
  return [
    ...functionHead(`read${type}`, parameters, type),
    ...indent(lines),
    '}',
  ];
}

/** Without tags the struct is one object literal: its fields are evaluated in order. */
function plainBody(layout: StructLayout): string[] {
  const fields = layout.struct.fields.map(
    (field) => `${propertyName(field.name)}: ${readOrDefault(layout, field)},`,
  );
  if (hasUnknownTags(layout)) {
    const flexible = flexibleCode(layout.message, layout.within);
    const unknown =
      flexible === 'true'
        ? 'reader.unknownTags()'
        : flexible === 'false'
          ? 'noTaggedFields'
          : 'flexible ? reader.unknownTags() : noTaggedFields';
    fields.push(`unknownTaggedFields: ${unknown},`);
  }
  return fields.length === 0 ? ['return {};'] : ['return {', ...indent(fields), '};'];
}

function bodyWithTags(layout: StructLayout): string[] {
  const { struct, message, within } = layout;
  const plain = struct.fields.filter((field) => field.tag === undefined);
  const tagged = struct.fields.filter((field) => field.tag !== undefined);
  const flexible = flexibleCode(message, within);
  const read = readTags(layout, tagged);
  return [
    ...plain.map((field) => `const ${localName(field)} = ${readOrDefault(layout, field)};`),
    ...tagged.map((field) => {
      const type = fieldType(layout, field);
      return `let ${localName(field)}: ${type} = ${defaultCode(message, field)};`;
    }),
    'let unknownTaggedFields: UnknownTaggedField[] | undefined;',
    ...(flexible === 'true' ? read : ['if (flexible) {', ...indent(read), '}']),
    'return {',
    ...indent(
      struct.fields.map((field) => {
        const property = propertyName(field.name);
        const local = localName(field);
        return property === local ? `${property},` : `${property}: ${local},`;
      }),
    ),
    '  unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,',
    '};',
  ];
}

function readTags(layout: StructLayout, tagged: readonly Field[]): string[] {
  const cases = tagged.flatMap((field) => readTag(layout, field));
  return [
    'let tag = -1;',
    'for (let left = reader.taggedCount(); left > 0; left -= 1) {',
    '  tag = reader.tag(tag);',
    '  const outer = reader.beginTag(tag);',
    '  switch (tag) {',
    ...indent(cases, 4),
    '    default:',
    '      unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);',
    '  }',
    '  reader.endTag(tag, outer);',
    '}',
  ];
}

function readTag(layout: StructLayout, field: Field): string[] {
  const present = presence(layout, field);
  if (isEmpty(present)) return [];
  const flexibleWithin = intersect(layout.within, layout.message.flexible);
  const condition = conditionOf(present, flexibleWithin);
  const name = `'${propertyName(field.name)}'`;
  const refuse =
    condition === 'true' ? [] : [`if (!(${condition})) throw reader.wrongTag(tag, ${name});`];
  return [
    `case ${field.tag}:`,
    ...indent([
      ...refuse,
      `${localName(field)} = ${readPresent(layout, field, present)};`,
      'break;',
    ]),
  ];
}

function readOrDefault(layout: StructLayout, field: Field): string {
  const present = presence(layout, field);
  const byDefault = defaultCode(layout.message, field);
  if (isEmpty(present)) return byDefault;
  const condition = conditionOf(present, layout.within);
  const read = readPresent(layout, field, present);
  if (condition === 'true') return read;
  return `${condition} ? ${bracket(read)} : ${byDefault}`;
}

/** A conditional inside a conditional gets brackets; one inside a call has them. */
function bracket(code: string): string {
  return /^[^(]* \? /.test(code) ? `(${code})` : code;
}

/** Code that reads a field which is there in the versions `present`. */
function readPresent(layout: StructLayout, field: Field, present: Versions): string {
  const { message } = layout;
  const name = `'${propertyName(field.name)}'`;
  const flexible = field.isNeverFlexible ? 'false' : flexibleCode(message, layout.within);
  const nullable = conditionOf(nullableIn(layout, field), present);
  const choose = (ifNullable: string, ifNot: string): string => {
    if (nullable === 'true') return ifNullable;
    return nullable === 'false' ? ifNot : `${nullable} ? ${ifNullable} : ${ifNot}`;
  };
  const { type } = field;
  if (type.kind === 'array') return readArray({ layout, item: type.item, name, present, choose });
  if (type.kind === 'struct') {
    const read = `reader.struct(${name}, version, read${message.name}${type.name})`;
    // In a tag the presence of a nullable struct is an unsigned varint, elsewhere a signed byte.
    const isNull =
      field.tag === undefined ? `reader.int8(${name}) < 0` : `reader.uvarint(${name}) === 0`;
    return choose(`(${isNull} ? null : ${read})`, read);
  }
  if (type.name === 'string') {
    return choose(
      `reader.nullableString(${name}, ${flexible})`,
      `reader.string(${name}, ${flexible})`,
    );
  }
  if (type.name === 'bytes' || type.name === 'records') {
    return choose(
      `reader.nullableByteView(${name}, ${flexible})`,
      `reader.byteView(${name}, ${flexible})`,
    );
  }
  return `reader.${type.name}(${name})`;
}

interface ArrayParts {
  readonly layout: StructLayout;
  readonly item: ItemType;
  readonly name: string;
  readonly present: Versions;
  choose(ifNullable: string, ifNot: string): string;
}

function readArray({ layout, item, name, present, choose }: ArrayParts): string {
  const { message, within } = layout;
  const flexible = flexibleCode(message, within);
  const bytesMin = countedBytes(layout, item, present);
  const count = `reader.arrayCount(${name}, ${flexible}, ${bytesMin})`;
  const nullableCount = `reader.nullableArrayCount(${name}, ${flexible}, ${bytesMin})`;
  if (item.kind === 'struct') {
    const read = `version, read${message.name}${item.name}`;
    return choose(
      `reader.nullableItems(${name}, ${nullableCount}, ${read})`,
      `reader.items(${name}, ${count}, ${read})`,
    );
  }
  const last = item.name === 'string' ? `, ${flexible}` : '';
  const method = item.name.charAt(0).toUpperCase() + item.name.slice(1);
  return choose(
    `reader.nullable${method}Array(${name}, ${nullableCount}${last})`,
    `reader.${item.name}Array(${name}, ${count}${last})`,
  );
}

/** The least size of an item: what bounds a count, so that a lie about it cannot allocate. */
function countedBytes(layout: StructLayout, item: ItemType, present: Versions): string {
  const { message } = layout;
  const classic = { from: present.from, to: Math.min(present.to, message.flexible.from - 1) };
  const compact = intersect(present, message.flexible);
  const sizes = [compact, classic]
    .filter((versions) => !isEmpty(versions))
    .map((versions) => itemBytesMin(message, itemOf(item), versions));
  const [first, second] = isEmpty(message.flexible)
    ? [itemBytesMin(message, itemOf(item), present)]
    : sizes;
  if (first === 0 || second === 0) throw new Error(`${message.name}: an item of no bytes`);
  if (second === undefined || first === second) return String(first);
  return `flexible ? ${first} : ${second}`;
}
