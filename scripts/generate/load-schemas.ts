// Imports every schema file and turns it into messages. The tree of src/generated follows that of
// the schemas.

import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type {
  ApiSchema,
  CoordinatorRecordSchema,
  MessageSchema,
  Schema,
} from '../../packages/protocol/schema/language.ts';
import type { Message, MessageKind } from './model.ts';
import { parseFields } from './parse-fields.ts';
import { parseVersions } from './versions.ts';

/** One schema file. */
export interface SchemaFile {
  /** From the schema folder, with `/`, for example `records/metadata/02-topic.ts`. */
  readonly path: string;
  readonly schema: Schema;
  /** Request before response, key before value; none for an API that Kafka has given up. */
  readonly messages: readonly Message[];
}

export async function loadSchemas(folder: string): Promise<SchemaFile[]> {
  const paths = globSync('**/*.ts', { cwd: folder })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== 'language.ts')
    .sort();
  return Promise.all(paths.map((path) => loadSchema(folder, path)));
}

async function loadSchema(folder: string, path: string): Promise<SchemaFile> {
  const module: unknown = await import(pathToFileURL(join(folder, path)).href);
  if (!hasSchema(module)) throw new Error(`${path} exports no schema`);
  const { schema } = module;
  try {
    return { path, schema, messages: messagesOf(schema) };
  } catch (error) {
    throw new Error(`schema ${path}`, { cause: error });
  }
}

function hasSchema(module: unknown): module is { readonly schema: Schema } {
  return typeof module === 'object' && module !== null && 'schema' in module;
}

function messagesOf(schema: Schema): Message[] {
  if ('request' in schema) return messagesOfApi(schema);
  if ('keyFields' in schema) return messagesOfRecord(schema);
  return [messageOf(schema)];
}

function messagesOfApi(schema: ApiSchema): Message[] {
  if (schema.versions === 'none') return [];
  const { key, versions, flexible } = schema;
  const shared = { apiKey: key, versions, flexible };
  const request = build({
    ...shared,
    name: `${schema.name}Request`,
    kind: 'request',
    fields: schema.request,
  });
  const response = build({
    ...shared,
    name: `${schema.name}Response`,
    kind: 'response',
    fields: schema.response,
  });
  const latestVersionUnstable = schema.latestVersionUnstable === true;
  return [{ ...request, listeners: schema.listeners, latestVersionUnstable }, response];
}

function messagesOfRecord(schema: CoordinatorRecordSchema): Message[] {
  const { key, versions, flexible } = schema;
  return [
    build({
      apiKey: key,
      versions: '0',
      flexible: 'none',
      name: `${schema.name}Key`,
      kind: 'coordinator-key',
      fields: schema.keyFields,
    }),
    build({
      apiKey: key,
      versions,
      flexible,
      name: `${schema.name}Value`,
      kind: 'coordinator-value',
      fields: schema.valueFields,
    }),
  ];
}

function messageOf(schema: MessageSchema): Message {
  const { kind, name, versions, flexible, fields } = schema;
  return build({ kind, name, versions, flexible, fields, apiKey: schema.key ?? -1 });
}

interface Parts {
  readonly name: string;
  readonly kind: MessageKind;
  readonly apiKey: number;
  readonly versions: string;
  readonly flexible: string;
  readonly fields: string;
}

function build(parts: Parts): Message {
  const { name, kind, apiKey } = parts;
  const versions = parseVersions(parts.versions);
  const { fields, structs } = parseFields(parts.fields);
  return {
    name,
    kind,
    apiKey,
    versions,
    flexible: parseVersions(parts.flexible),
    listeners: [],
    latestVersionUnstable: false,
    root: { name, versions, fields, isShared: false },
    structs,
  };
}
