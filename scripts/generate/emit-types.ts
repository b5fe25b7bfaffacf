// The interface of each struct, its default value and the test for it.

import {
  defaultCode,
  indent,
  isNullable,
  localName,
  nonDefaultCode,
  presence,
} from './expressions.ts';
import { itemOf, type StructLayout } from './layout.ts';
import { type Field, propertyName } from './model.ts';
import { isEmpty, type Versions } from './versions.ts';

const TYPES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int64: 'Int64',
  uuid: 'Uuid',
  string: 'string',
  bytes: 'Uint8Array',
  records: 'Uint8Array',
};

export function emitInterface(layout: StructLayout): string[] {
  const fields = layout.struct.fields.map((field) => {
    const comment = versionsComment(layout, field);
    return `readonly ${propertyName(field.name)}: ${fieldType(layout, field)};${comment}`;
  });
  if (hasUnknownTags(layout)) {
    fields.push('readonly unknownTaggedFields: readonly UnknownTaggedField[];');
  }
  return [`export interface ${layout.type} {`, ...indent(fields), '}'];
}

export function hasUnknownTags({ message }: StructLayout): boolean {
  return !isEmpty(message.flexible);
}

export function fieldType(layout: StructLayout, field: Field): string {
  const item = itemOf(field.type);
  const itemType =
    item.kind === 'struct' ? layout.message.name + item.name : (TYPES[item.name] ?? 'number');
  const type = field.type.kind === 'array' ? `readonly ${itemType}[]` : itemType;
  return isNullable(layout, field) ? `${type} | null` : type;
}

function versionsComment(layout: StructLayout, field: Field): string {
  const present = presence(layout, field);
  if (isEmpty(present)) return ' // in no version that is left';
  const { from, to } = layout.message.versions;
  if (present.from === from && present.to === to) return '';
  return ` // ${rangeText(present, to)}`;
}

function rangeText(versions: Versions, last: number): string {
  if (versions.to === last) return `v${versions.from}+`;
  return versions.from === versions.to ? `v${versions.from}` : `v${versions.from}-${versions.to}`;
}

/** A shared value: reading a message in which the struct is not there must not allocate. */
export function emitDefault(layout: StructLayout): string[] {
  const { message, struct } = layout;
  const fields = struct.fields.map(
    (field) => `${propertyName(field.name)}: ${defaultCode(message, field)},`,
  );
  if (hasUnknownTags(layout)) fields.push('unknownTaggedFields: noTaggedFields,');
  return [
    `const default${layout.type}: ${layout.type} = Object.freeze({`,
    ...indent(fields),
    '});',
  ];
}

export function emitIsDefault(layout: StructLayout): string[] {
  const { struct, type } = layout;
  const tests = struct.fields.map((field) => nonDefaultCode(layout, field, localName(field)));
  if (hasUnknownTags(layout)) tests.push('unknownTaggedFields.length > 0');
  return [
    `function isDefault${type}(draft: Draft<${type}>): boolean {`,
    `  if (draft === default${type}) return true;`,
    ...indent(destructure(layout, 'draft')),
    `  return !(${tests.map((test) => (/[&|]/.test(test) ? `(${test})` : test)).join(' || ')});`,
    '}',
  ];
}

/** `const { a = 0, … } = draft;`: the fields of a draft with their defaults. */
export function destructure(layout: StructLayout, source: string): string[] {
  const { message, struct } = layout;
  const parts = struct.fields.map((field) => {
    const property = propertyName(field.name);
    const local = localName(field);
    const name = property === local ? property : `${property}: ${local}`;
    return `${name} = ${defaultCode(message, field)},`;
  });
  if (hasUnknownTags(layout)) parts.push('unknownTaggedFields = noTaggedFields,');
  if (parts.length === 0) return [];
  const line = `const { ${parts.join(' ').slice(0, -1)} } = ${source};`;
  return line.length <= 90 ? [line] : ['const {', ...indent(parts), `} = ${source};`];
}
