// Where the responses of each API tell errors: an error code of the whole, and arrays whose items
// have one each, with the part of the request that names these items. From it an answer can be made
// that tells one error of all that was asked for, without knowing the API.

import type { SchemaFile } from './load-schemas.ts';
import { type Field, type Message, propertyName, type Struct } from './model.ts';
import { intersect, isEmpty, type Versions } from './versions.ts';

const HEAD = 'Generated from schema/ by `npm run generate`: change the schemas, not this file.';

/** AddPartitionsToTxn calls it by a longer name. */
const CODE = /^(Partition)?ErrorCode$/;
/** Entities by which items are named, whatever the field is called. */
const ENTITIES: ReadonlySet<string | undefined> = new Set([
  'topicName',
  'groupId',
  'transactionalId',
]);

/** A struct's own code, and its arrays of items that have one. */
interface Places {
  readonly code: Field | undefined;
  readonly lists: readonly List[];
}

interface List extends Places {
  readonly into: Field;
  /** The request's array; the ones that it lies in come before it. */
  readonly of: readonly Field[];
  readonly versions: Versions;
  /** Property of the response's item: property of the request's, or '' for a bare value. */
  readonly names: ReadonlyMap<string, string>;
  /** Byte fields that must be there, and empty. */
  readonly blank: readonly string[];
}

/** An array of the request, at any depth, and what its items are. */
interface Asked {
  readonly path: readonly Field[];
  readonly versions: Versions;
  readonly struct: Struct | undefined;
}

export function emitErrorPlaces(files: readonly SchemaFile[]): string {
  const entries = files
    .filter(({ path, messages }) => messages.length > 0 && !path.includes('/'))
    .map(({ messages }) => entryOf(messages));
  return [
    `// ${HEAD}`,
    '',
    "import type { ErrorPlaces } from '../errors/error-places.ts';",
    '',
    '/** Where the responses of each API tell errors, by API key. */',
    'export const errorPlaces: ReadonlyMap<number, ErrorPlaces> = new Map<number, ErrorPlaces>([',
    ...entries,
    ']);',
    '',
  ].join('\n');
}

function entryOf([request, response]: readonly Message[]): string {
  if (request === undefined || response === undefined) throw new Error('an API lacks a message');
  const places = placesIn(response, response.root, request, request.root);
  return `  [${request.apiKey}, { ${placesText(places, response).join(', ')} }],`;
}

function placesIn(
  response: Message,
  struct: Struct,
  request: Message,
  asked: Struct | undefined,
): Places {
  const code = struct.fields.find((field) => CODE.test(field.name));
  const lists = struct.fields.flatMap((into) => {
    const item = itemOf(response, into);
    if (item === undefined || !tellsErrors(response, item)) return [];
    const all = asked === undefined ? [] : arraysIn(request, asked, []);
    return matching(item, into, all).map(({ path, versions, struct: of, names }) => ({
      into,
      of: path,
      versions,
      names,
      blank: item.fields.filter(isRecords).map(({ name }) => propertyName(name)),
      ...placesIn(response, item, request, of),
    }));
  });
  return { code, lists };
}

function itemOf(message: Message, { type }: Field): Struct | undefined {
  if (type.kind !== 'array' || type.item.kind !== 'struct') return undefined;
  return message.structs.get(type.item.name);
}

function tellsErrors(message: Message, struct: Struct): boolean {
  return struct.fields.some((field) => {
    const item = itemOf(message, field);
    return CODE.test(field.name) || (item !== undefined && tellsErrors(message, item));
  });
}

function arraysIn(message: Message, struct: Struct, above: readonly Field[]): Asked[] {
  return struct.fields.flatMap((field) => {
    if (field.type.kind !== 'array') return [];
    const path = [...above, field];
    const versions = path.map((each) => each.versions).reduce(intersect);
    const item = itemOf(message, field);
    const inner = item === undefined ? [] : arraysIn(message, item, path);
    return [{ path, versions, struct: item }, ...inner];
  });
}

/** The arrays of the request that name a response's items best, for all versions that have one. */
function matching(
  item: Struct,
  into: Field,
  asked: readonly Asked[],
): (Asked & Pick<List, 'names'>)[] {
  const candidates = asked
    .map((each) => ({
      ...each,
      versions: intersect(each.versions, into.versions),
      names: namesOf(item, each),
    }))
    .filter(({ names, versions }) => names.size > 0 && !isEmpty(versions))
    .toSorted((a, b) => b.names.size - a.names.size || a.path.length - b.path.length);
  const chosen: typeof candidates = [];
  for (const each of candidates) {
    const isNew = chosen.every(({ versions }) => isEmpty(intersect(versions, each.versions)));
    if (isNew) chosen.push(each);
  }
  return chosen;
}

function namesOf(item: Struct, { struct, path }: Asked): ReadonlyMap<string, string> {
  const own = item.fields.filter(isNaming);
  if (struct === undefined) {
    const values = path.at(-1);
    const name = own.find((field) => values !== undefined && isOneOf(field, values));
    return new Map(name === undefined ? [] : [[propertyName(name.name), '']]);
  }
  const pairs = own.flatMap((field): [string, string][] => {
    const same = struct.fields.find((each) => isSame(field, each));
    return same === undefined ? [] : [[propertyName(field.name), propertyName(same.name)]];
  });
  return new Map(pairs);
}

/** Texts, ids and kinds name things; of the numbers only a partition does. */
function isNaming(field: Field): boolean {
  if (field.type.kind !== 'primitive') return false;
  return ['string', 'uuid', 'int8'].includes(field.type.name) || wordOf(field) === 'partition';
}

function isSame(a: Field, b: Field): boolean {
  if (a.type.kind !== 'primitive' || b.type.kind !== 'primitive') return false;
  return a.type.name === b.type.name && wordOf(a) === wordOf(b);
}

/** Whether a field names one of the request's bare values: `Key` one of `CoordinatorKeys`. */
function isOneOf(field: Field, values: Field): boolean {
  if (field.type.kind !== 'primitive' || values.type.kind !== 'array') return false;
  const { item } = values.type;
  if (item.kind !== 'primitive' || item.name !== field.type.name) return false;
  if (ENTITIES.has(values.entity)) return values.entity === field.entity;
  const singular = values.name.replace(/(?<=x)es$|s$/, '');
  const word = wordOf({ ...values, name: singular });
  return word === wordOf(field) || word.endsWith(wordOf(field));
}

/** What a field is called everywhere. */
function wordOf({ name, entity }: Pick<Field, 'name' | 'entity'>): string {
  if (entity !== undefined && ENTITIES.has(entity)) return entity.toLowerCase();
  const word = name.toLowerCase();
  return /^(partition(index|id)?|index)$/.test(word) ? 'partition' : word;
}

function isRecords({ type }: Field): boolean {
  return type.kind === 'primitive' && type.name === 'records';
}

function placesText({ code, lists }: Places, response: Message): string[] {
  const parts: string[] = [];
  if (code !== undefined) {
    const range = rangeText(intersect(code.versions, response.versions));
    parts.push(`code: { field: '${propertyName(code.name)}', ${range} }`);
  }
  if (lists.length > 0) {
    parts.push(`lists: [${lists.map((list) => listText(list, response)).join(', ')}]`);
  }
  return parts;
}

function listText(list: List, response: Message): string {
  const { into, of, versions, names, blank } = list;
  const path = of.map(({ name }) => `'${propertyName(name)}'`).join(', ');
  const pairs = [...names].map(([own, asked]) => `${own}: '${asked}'`).join(', ');
  const parts = [
    `into: '${propertyName(into.name)}'`,
    `of: [${path}]`,
    rangeText(intersect(versions, response.versions)),
    `names: { ${pairs} }`,
    ...(blank.length === 0 ? [] : [`blank: [${blank.map((name) => `'${name}'`).join(', ')}]`]),
    ...placesText(list, response),
  ];
  return `{ ${parts.join(', ')} }`;
}

function rangeText({ from, to }: Versions): string {
  return `from: ${from}, to: ${to}`;
}
