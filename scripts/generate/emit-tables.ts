// The tables over all generated files: the surface, the APIs by key, the stored records by type.

import { codecName } from './emit-file.ts';
import type { SchemaFile } from './load-schemas.ts';
import { type Message, propertyName } from './model.ts';

const HEAD = 'Generated from schema/ by `npm run generate`: change the schemas, not this file.';

export function emitIndex(files: readonly SchemaFile[]): string {
  const lines = withMessages(files).map((file) => `export * from './${file.path}';`);
  const tables = ['apis', 'error-places', 'record-fields', 'record-tables'].map(
    (name) => `export * from './${name}.ts';`,
  );
  return [`// ${HEAD}`, '', ...tables, ...lines, ''].join('\n');
}

function withMessages(files: readonly SchemaFile[]): readonly SchemaFile[] {
  return files.filter((file) => file.messages.length > 0);
}

function inFolder(files: readonly SchemaFile[], folder: string): readonly SchemaFile[] {
  return withMessages(files).filter((file) => file.path.startsWith(folder));
}

export function emitApis(files: readonly SchemaFile[]): string {
  const apis = withMessages(files)
    .filter((file) => !file.path.includes('/'))
    .map((file) => ({ file, request: messageAt(file, 0), response: messageAt(file, 1) }));
  const imports = apis.flatMap(({ file, request, response }) => [
    'import {',
    `  type ${request.name},`,
    `  type ${response.name},`,
    `  ${codecName(request)},`,
    `  ${codecName(response)},`,
    `} from './${file.path}';`,
  ]);
  const constants = apis.flatMap(({ request, response }) => emitApi(request, response));
  const entries = apis.map(({ request }) => `  [${request.apiKey}, ${apiName(request)}],`);
  return [
    `// ${HEAD}`,
    '',
    "import type { Api } from '../api.ts';",
    ...imports,
    '',
    ...constants,
    '/** Every API that Kafka 4.3 knows, by key. */',
    'export const apis: ReadonlyMap<number, Api> = new Map<number, Api>([',
    ...entries,
    ']);',
    '',
  ].join('\n');
}

function messageAt(file: SchemaFile, index: number): Message {
  const message = file.messages[index];
  if (message === undefined) throw new Error(`${file.path} lacks a message`);
  return message;
}

function baseName(request: Message): string {
  return request.name.replace(/Request$/, '');
}

function apiName(request: Message): string {
  return `${propertyName(baseName(request))}Api`;
}

function emitApi(request: Message, response: Message): string[] {
  const listeners = request.listeners.map((listener) => `'${listener}'`).join(', ');
  return [
    `export const ${apiName(request)}: Api<${request.name}, ${response.name}> = {`,
    `  key: ${request.apiKey},`,
    `  name: '${baseName(request)}',`,
    `  request: ${codecName(request)},`,
    `  response: ${codecName(response)},`,
    `  listeners: [${listeners}],`,
    `  latestVersionUnstable: ${request.latestVersionUnstable},`,
    '};',
    '',
  ];
}

/** Folders of records that are found by a type id, with the name of their table. */
const RECORD_TABLES = [
  ['records/metadata/', 'metadataRecords'],
  ['records/storage/', 'remoteLogMetadataRecords'],
  ['records/group-coordinator/', 'groupCoordinatorRecords'],
  ['records/transaction-coordinator/', 'transactionCoordinatorRecords'],
  ['records/share-coordinator/', 'shareCoordinatorRecords'],
] as const;

export function emitRecordTables(files: readonly SchemaFile[]): string {
  const imports: string[] = [];
  const tables = RECORD_TABLES.flatMap(([folder, name]) => {
    const found = inFolder(files, folder).filter((file) => messageAt(file, 0).apiKey >= 0);
    for (const file of found) {
      imports.push(`import { ${file.messages.map(codecName).join(', ')} } from './${file.path}';`);
    }
    const hasKeys = found.every((file) => file.messages.length === 2);
    const type = hasKeys ? 'CoordinatorRecordCodecs' : 'MessageCodec<unknown>';
    const entries = found.map((file) => emitEntry(file, hasKeys));
    return [
      '',
      `export const ${name}: ReadonlyMap<number, ${type}> = new Map<number, ${type}>([`,
      ...entries,
      ']);',
    ];
  });
  return [
    `// ${HEAD}`,
    '',
    "import type { CoordinatorRecordCodecs, MessageCodec } from '../codec/message-codec.ts';",
    ...imports,
    ...tables,
    '',
  ].join('\n');
}

function emitEntry(file: SchemaFile, hasKeys: boolean): string {
  const [first, second] = file.messages;
  if (first === undefined) throw new Error(`${file.path} lacks a message`);
  if (!hasKeys || second === undefined) return `  [${first.apiKey}, ${codecName(first)}],`;
  return `  [${first.apiKey}, { key: ${codecName(first)}, value: ${codecName(second)} }],`;
}
