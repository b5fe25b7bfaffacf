// The functions that write a struct: the mirror of emit-read.ts. A field that the version does
// not have must have its default, unless the schema lets it be dropped.

import {
  declareFlexible,
  flexibleCode,
  functionHead,
  indent,
  isNullable,
  localName,
  nonDefaultCode,
  nullableIn,
  parameterName,
  presence,
  when,
} from './expressions.ts';
import { destructure, hasUnknownTags } from './emit-types.ts';
import type { StructLayout } from './layout.ts';
import { type Field, propertyName } from './model.ts';
import { conditionOf, intersect, isEmpty, type Versions } from './versions.ts';

export function emitWrite(layout: StructLayout): string[] {
  const body = [
    ...layout.struct.fields.flatMap((field) => writeOrCheck(layout, field)),
    ...writeTags(layout),
  ];
  const used = body.join('\n');
  const lines = [...declareFlexible(layout, used), ...destructureUsed(layout, used), ...body];
  const { type } = layout;
  const parameters = [
    `${parameterName('writer', lines)}: Writer`,
    `${parameterName('draft', lines)}: Draft<${type}>`,
    `${parameterName('version', lines)}: number`,
  ];
  return [
    ...functionHead(`write${type}`, parameters, 'void'),
    ...indent(lines),
    '}',
  ];
}

/** Fields that are in no version left and may be dropped are not looked at. */
function destructureUsed(layout: StructLayout, used: string): string[] {
  const fields = layout.struct.fields.filter((field) =>
    new RegExp(`\\b${localName(field)}\\b`).test(used),
  );
  return destructure({ ...layout, struct: { ...layout.struct, fields } }, 'draft');
}

function writeOrCheck(layout: StructLayout, field: Field): string[] {
  const present = presence(layout, field);
  const condition = isEmpty(present) ? 'false' : conditionOf(present, layout.within);
  const name = `'${propertyName(field.name)}'`;
  const isSet = nonDefaultCode(layout, field, localName(field));
  const refuse = field.ignorable ? [] : [`throw notInVersion(${name});`];
  if (condition === 'false') return when(isSet, refuse);
  // Tagged fields are written at the end of the struct.
  const write = field.tag === undefined ? writePresent(layout, field, present) : [];
  if (condition === 'true') return write;
  if (write.length === 0) return when(`!(${condition}) && ${bracket(isSet)}`, refuse);
  if (refuse.length === 0) return when(condition, write);
  return [`if (${condition}) {`, ...indent(write), `} else if (${isSet}) ${refuse.join('')}`];
}

function bracket(code: string): string {
  return code.includes('||') ? `(${code})` : code;
}

/** The writer's methods for types that have a length. */
const VARIABLE_METHODS: Readonly<Record<string, string>> = {
  string: 'string',
  bytes: 'bytes',
  records: 'bytes',
};

/** Statements that write a field which is there in the versions `present`, untagged or in a tag. */
function writePresent(layout: StructLayout, field: Field, present: Versions): string[] {
  const { message } = layout;
  const value = localName(field);
  const name = `'${propertyName(field.name)}'`;
  const flexible = field.isNeverFlexible ? 'false' : flexibleCode(message, layout.within);
  const nullable = conditionOf(nullableIn(layout, field), present);
  const allowed = nullable === 'true' ? '' : `, ${nullable}`;
  const isNeverNull = nullable === 'false' && !isNullable(layout, field);
  const { type } = field;
  if (type.kind === 'primitive') {
    const method = VARIABLE_METHODS[type.name];
    if (method === undefined) return [`writer.${type.name}(${value}, ${name});`];
    const values = `${value}, ${name}, ${flexible}`;
    if (isNeverNull) return [`writer.${method}(${values});`];
    const nullableMethod = `nullable${method.charAt(0).toUpperCase()}${method.slice(1)}`;
    return [`writer.${nullableMethod}(${values}${allowed});`];
  }
  if (type.kind === 'struct') return writeStruct(layout, field, nullable);
  const write =
    type.item.kind === 'struct'
      ? [
          `writer.arrayCount(${value}, ${name}, ${flexible});`,
          `writer.items(${value}, ${name}, version, write${message.name}${type.item.name});`,
        ]
      : [`writer.${type.item.name}Array(${value}, ${name}, ${flexible});`];
  if (isNeverNull) return write;
  const writeNull = `writer.nullArray(${name}, ${flexible}${allowed});`;
  return [`if (${value} === null) ${writeNull}`, ...otherwise(write)];
}

function writeStruct(layout: StructLayout, field: Field, nullable: string): string[] {
  const { message } = layout;
  const value = localName(field);
  const name = `'${propertyName(field.name)}'`;
  const typeName = field.type.kind === 'struct' ? field.type.name : '';
  const write = `writer.struct(${value}, ${name}, version, write${message.name}${typeName});`;
  if (nullable === 'false') return [write];
  if (nullable !== 'true') throw new Error(`${message.name}: a struct that is sometimes nullable`);
  // In a tag the presence of a nullable struct is an unsigned varint, elsewhere a signed byte.
  const mark = (present: string): string =>
    field.tag === undefined ? `writer.int8(${present}, ${name});` : `writer.uvarint(${present});`;
  return [
    `if (${value} === null) ${mark(field.tag === undefined ? '-1' : '0')}`,
    ...otherwise([mark('1'), write]),
  ];
}

function otherwise(statements: readonly string[]): string[] {
  if (statements.length === 1) return statements.map((statement) => `else ${statement}`);
  return ['else {', ...indent(statements), '}'];
}

function writeTags(layout: StructLayout): string[] {
  if (!hasUnknownTags(layout)) return [];
  const flexible = flexibleCode(layout.message, layout.within);
  const tagged = layout.struct.fields
    .filter((field) => field.tag !== undefined && !isEmpty(presence(layout, field)))
    .sort((a, b) => (a.tag ?? 0) - (b.tag ?? 0));
  if (tagged.length === 0) return [`writer.unknownTags(unknownTaggedFields, ${flexible});`];
  const statements = [
    ...tagged.map((field) => `const has${field.name} = ${isWritten(layout, field)};`),
    `writer.uvarint(`,
    ...indent([
      'unknownTaggedFields.length +',
      ...tagged.map((field, index) => {
        const plus = index === tagged.length - 1 ? ',' : ' +';
        return `(has${field.name} ? 1 : 0)${plus}`;
      }),
    ]),
    ');',
    'let from = 0;',
    ...tagged.flatMap((field) => writeTag(layout, field)),
    'writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);',
  ];
  if (flexible === 'true') return statements;
  return [
    'if (flexible) {',
    ...indent(statements),
    '} else writer.unknownTags(unknownTaggedFields, false);',
  ];
}

function isWritten(layout: StructLayout, field: Field): string {
  const flexibleWithin = intersect(layout.within, layout.message.flexible);
  const condition = conditionOf(presence(layout, field), flexibleWithin);
  const isSet = nonDefaultCode(layout, field, localName(field));
  return condition === 'true' ? isSet : `${condition} && ${bracket(isSet)}`;
}

function writeTag(layout: StructLayout, field: Field): string[] {
  const write = writePresent(layout, field, presence(layout, field));
  return [
    `if (has${field.name}) {`,
    ...indent([
      `from = writer.unknownTagsFrom(unknownTaggedFields, from, ${field.tag});`,
      `const begun = writer.beginTag(${field.tag});`,
      ...write,
      'writer.endTag(begun);',
    ]),
    '}',
  ];
}
