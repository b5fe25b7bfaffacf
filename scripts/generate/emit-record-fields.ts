// The fields of every stored record as one line of text: what a tool needs that shows records as
// JSON the way Kafka does, where a codec alone cannot tell which fields a version has.
//
//   name FROM[-TO]|+ [float] [=standard value of a tagged field] [(fields of the struct)]

import type { SchemaFile } from './load-schemas.ts';
import { type Field, type Message, propertyName } from './model.ts';
import { isEmpty, type Versions } from './versions.ts';

const HEAD = 'Generated from schema/ by `npm run generate`: change the schemas, not this file.';

const FOLDERS = [
  'records/consumer-protocol/',
  'records/control/',
  'records/group-coordinator/',
  'records/metadata/',
  'records/share-coordinator/',
  'records/transaction-coordinator/',
];

export function emitRecordFields(files: readonly SchemaFile[]): string {
  const messages = files
    .filter((file) => FOLDERS.some((folder) => file.path.startsWith(folder)))
    .flatMap((file) => file.messages);
  const entries = messages.map(
    (message) => `  ${message.name}:\n    '${fieldsText(message.root.fields, message)}',`,
  );
  return [
    `// ${HEAD}`,
    '',
    '/** Fields by message, in their order: `name VERSIONS [float] [=standard] [(fields)]`. */',
    'export const recordFields: Readonly<Record<string, string>> = {',
    ...entries,
    '};',
    '',
  ].join('\n');
}

function fieldsText(fields: readonly Field[], message: Message): string {
  return fields
    .filter((field) => !isEmpty(field.versions))
    .map((field) => fieldText(field, message))
    .join(';');
}

function fieldText(field: Field, message: Message): string {
  const { name, versions, type, tag } = field;
  const item = type.kind === 'array' ? type.item : type;
  const struct = item.kind === 'struct' ? message.structs.get(item.name) : undefined;
  const standard = tag === undefined ? '' : ` =${standardText(field, message)}`;
  const inner = struct === undefined ? '' : `(${fieldsText(struct.fields, message)})`;
  const float = item.kind === 'primitive' && item.name === 'float64' ? ' float' : '';
  return `${propertyName(name)} ${rangeText(versions)}${float}${standard}${inner}`;
}

function rangeText({ from, to }: Versions): string {
  return to === Infinity ? `${from}+` : `${from}-${to}`;
}

/** As JSON shows it. */
function standardText({ type, defaultText }: Field, message: Message): string {
  if (defaultText === 'null') return 'null';
  if (type.kind === 'array') return '[]';
  if (type.kind === 'struct') {
    const fields = message.structs.get(type.name)?.fields ?? [];
    const pairs = fields.map(
      (field) => `"${propertyName(field.name)}":${standardText(field, message)}`,
    );
    return `{${pairs.join(',')}}`;
  }
  if (type.name === 'uuid') return '"AAAAAAAAAAAAAAAAAAAAAA"';
  if (type.name === 'string' || type.name === 'bytes') return `"${defaultText ?? ''}"`;
  if (type.name === 'bool') return defaultText ?? 'false';
  return defaultText ?? '0';
}
