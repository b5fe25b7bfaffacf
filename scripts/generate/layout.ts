// What the emitters need to know of a message beyond its schema: in which versions a struct can
// occur, and how few bytes an item of an array takes.

import type { Field, FieldType, Message, Struct } from './model.ts';
import { contains, intersect, isEmpty, listVersions, NONE, type Versions } from './versions.ts';

/** One struct of a message, with what the emitters ask for most. */
export interface StructLayout {
  readonly struct: Struct;
  readonly message: Message;
  /** The type's name in the generated code. */
  readonly type: string;
  /** The message's versions in which the struct can occur. */
  readonly within: Versions;
}

/** The structs of a message, each after all that it contains; the message itself is the last. */
export function layoutsOf(message: Message): StructLayout[] {
  const uses = new Map<string, Versions>();
  collect(message, message.root, message.versions, uses);
  const inner = [...message.structs.values()].filter((struct) => uses.has(struct.name));
  const done: Struct[] = [];
  for (const struct of inner) order(message, struct, done);
  const layouts = done.map((struct) => layoutOf(message, struct, uses.get(struct.name) ?? NONE));
  return [...layouts, layoutOf(message, message.root, message.versions)];
}

function layoutOf(message: Message, struct: Struct, within: Versions): StructLayout {
  const type = struct === message.root ? message.name : message.name + struct.name;
  return { struct, message, type, within };
}

export function itemOf(type: FieldType): Exclude<FieldType, { kind: 'array' }> {
  return type.kind === 'array' ? type.item : type;
}

function collect(
  message: Message,
  struct: Struct,
  within: Versions,
  uses: Map<string, Versions>,
): void {
  for (const field of struct.fields) {
    const item = itemOf(field.type);
    if (item.kind !== 'struct') continue;
    const inner = structNamed(message, item.name);
    const versions = intersect(intersect(within, field.versions), inner.versions);
    if (isEmpty(versions)) continue;
    uses.set(item.name, hull(uses.get(item.name), versions));
    collect(message, inner, versions, uses);
  }
}

function hull(a: Versions | undefined, b: Versions): Versions {
  if (a === undefined) return b;
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

function order(message: Message, struct: Struct, done: Struct[]): void {
  if (done.includes(struct)) return;
  for (const field of struct.fields) {
    const item = itemOf(field.type);
    if (item.kind === 'struct') order(message, structNamed(message, item.name), done);
  }
  done.push(struct);
}

export function structNamed(message: Message, name: string): Struct {
  const struct = message.structs.get(name);
  if (struct === undefined) throw new Error(`${message.name} has no struct ${name}`);
  return struct;
}

const FIXED: Readonly<Record<string, number>> = {
  bool: 1,
  int8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  float64: 8,
  uuid: 16,
};

/** The least bytes that an item of `type` takes in any of the versions `within`. */
export function itemBytesMin(message: Message, type: FieldType, within: Versions): number {
  const sizes = listVersions(within).map((version) => bytesMin(message, type, version));
  return Math.min(...sizes);
}

function bytesMin(message: Message, type: FieldType, version: number): number {
  const flexible = contains(message.flexible, version);
  if (type.kind === 'array') return flexible ? 1 : 4;
  if (type.kind === 'primitive') {
    if (type.name === 'string') return flexible ? 1 : 2;
    return FIXED[type.name] ?? (flexible ? 1 : 4);
  }
  const fields = structNamed(message, type.name).fields;
  const sizes = fields.map((field) => fieldBytesMin(message, field, version));
  return sizes.reduce((sum, size) => sum + size, flexible ? 1 : 0);
}

function fieldBytesMin(message: Message, field: Field, version: number): number {
  if (!contains(field.versions, version) || field.tag !== undefined) return 0;
  if (field.type.kind === 'struct' && contains(field.nullable, version)) return 1;
  return bytesMin(message, field.type, version);
}
