// The field text of a schema (schema/language.ts tells the language) → fields and structs. Says the
// line where it does not understand.

import {
  type Field,
  type FieldType,
  type ItemType,
  PRIMITIVES,
  type PrimitiveName,
  type Struct,
} from './model.ts';
import { isEmpty, NONE, parseVersions, type Versions } from './versions.ts';

interface Line {
  readonly depth: number;
  readonly text: string;
}

/** A line with what is indented below it. */
interface Node {
  readonly text: string;
  readonly children: Node[];
}

export interface ParsedFields {
  readonly fields: readonly Field[];
  readonly structs: ReadonlyMap<string, Struct>;
}

/** Parses the fields of one message. */
export function parseFields(text: string): ParsedFields {
  const structs = new Map<string, Struct>();
  const nodes = nest(linesOf(text));
  // The shared structs first: a field that names one of them has no fields of its own.
  for (const node of nodes.filter(isShared)) addShared(node, structs);
  const fields = nodes.filter((node) => !isShared(node)).map((node) => parseField(node, structs));
  return { fields, structs };
}

function isShared(node: Node): boolean {
  return node.text.startsWith('struct ');
}

function linesOf(text: string): Line[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const margins = lines.map((line) => line.length - line.trimStart().length);
  const margin = Math.min(...margins);
  return lines.map((line, index) => ({
    depth: ((margins[index] ?? 0) - margin) / 2,
    text: line.trim(),
  }));
}

function nest(lines: readonly Line[]): Node[] {
  const roots: Node[] = [];
  const open: Node[] = [];
  for (const { depth, text } of lines) {
    if (!Number.isInteger(depth) || depth > open.length) throw new Error(`indentation of: ${text}`);
    const node = { text, children: [] };
    open.length = depth;
    (open.at(-1)?.children ?? roots).push(node);
    open.push(node);
  }
  return roots;
}

function addShared(node: Node, structs: Map<string, Struct>): void {
  const match = /^struct (\w+) (\S+)$/.exec(node.text);
  if (match?.[1] === undefined || match[2] === undefined) throw new Error(`struct: ${node.text}`);
  const fields = node.children.map((child) => parseField(child, structs));
  addStruct(structs, {
    name: match[1],
    versions: parseVersions(match[2]),
    fields,
    isShared: true,
  });
}

function addStruct(structs: Map<string, Struct>, struct: Struct): void {
  if (structs.has(struct.name)) throw new Error(`struct ${struct.name} is there twice`);
  structs.set(struct.name, struct);
}

function parseField(node: Node, structs: Map<string, Struct>): Field {
  const match = /^(\w+): (\S+) ([\w+-]+)(?:, (.*))?$/.exec(node.text);
  if (match === null) throw new Error(`not a field: ${node.text}`);
  const [, name = '', typeText = '', versionsText = '', attributes] = match;
  const versions = parseVersions(versionsText);
  const type = parseType(typeText);
  const item = type.kind === 'array' ? type.item : type;
  if (node.children.length > 0) {
    if (item.kind !== 'struct') throw new Error(`only structs have fields: ${node.text}`);
    const fields = node.children.map((child) => parseField(child, structs));
    addStruct(structs, { name: item.name, versions, fields, isShared: false });
  }
  const field = withAttributes({ name, type, versions }, attributes?.split(', ') ?? []);
  check(field, node.text);
  return field;
}

function parseType(text: string): FieldType {
  if (text.startsWith('[]')) return { kind: 'array', item: parseItem(text.slice(2)) };
  return parseItem(text);
}

function parseItem(text: string): ItemType {
  if (isPrimitive(text)) return { kind: 'primitive', name: text };
  if (/^[A-Z]\w*$/.test(text)) return { kind: 'struct', name: text };
  throw new Error(`not a type: ${text}`);
}

function isPrimitive(text: string): text is PrimitiveName {
  return PRIMITIVES.some((name) => name === text);
}

function withAttributes(
  base: { readonly name: string; readonly type: FieldType; readonly versions: Versions },
  attributes: readonly string[],
): Field {
  const said = new Map(attributes.map(splitAttribute));
  const take = (name: string): string | undefined => {
    const value = said.get(name);
    said.delete(name);
    return value;
  };
  const rangeOr = (text: string | undefined): Versions =>
    text === undefined ? NONE : text === '' ? base.versions : parseVersions(text);
  const tag = take('tag');
  const field = {
    ...base,
    nullable: rangeOr(take('nullable')),
    tag: tag === undefined ? undefined : Number(tag),
    defaultText: take('default'),
    ignorable: take('ignorable') !== undefined,
    isKey: take('key') !== undefined,
    entity: take('entity'),
    isNeverFlexible: take('flexible') === 'none',
    isZeroCopy: take('zero-copy') !== undefined,
  };
  if (said.size > 0) throw new Error(`${base.name}: unknown attribute ${[...said.keys()].join()}`);
  return field;
}

function splitAttribute(text: string): [string, string] {
  const space = text.indexOf(' ');
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
}

/** What the emitters count on, and what Kafka's own generator demands. */
function check(field: Field, text: string): void {
  const isTagged = field.tag !== undefined;
  if (isTagged && field.versions.to !== Infinity) throw new Error(`tag without open end: ${text}`);
  if (isTagged && field.type.kind === 'primitive' && field.type.name === 'records') {
    throw new Error(`records cannot be tagged: ${text}`);
  }
  if (isTagged && !isEmpty(field.nullable) && field.nullable.from > field.versions.from) {
    throw new Error(`null must be legal in all tagged versions or in none: ${text}`);
  }
  const isString = field.type.kind === 'primitive' && field.type.name === 'string';
  if (field.isNeverFlexible && !isString) throw new Error(`only strings stay classic: ${text}`);
}
