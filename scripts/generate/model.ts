// What a schema says, parsed: the form that the emitters and the comparison with Kafka's own
// specification work on.

import type { ListenerKind } from '../../packages/protocol/schema/language.ts';
import type { Versions } from './versions.ts';

export const PRIMITIVES = [
  'bool',
  'int8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'float64',
  'uuid',
  'string',
  'bytes',
  'records',
] as const;

export type PrimitiveName = (typeof PRIMITIVES)[number];

export type ItemType =
  | { readonly kind: 'primitive'; readonly name: PrimitiveName }
  | { readonly kind: 'struct'; readonly name: string };

export type FieldType = ItemType | { readonly kind: 'array'; readonly item: ItemType };

export interface Field {
  /** As in Kafka's specification, mostly with a large first letter. */
  readonly name: string;
  readonly type: FieldType;
  readonly versions: Versions;
  readonly nullable: Versions;
  /** A field with a tag is tagged in all its versions. */
  readonly tag: number | undefined;
  /** As written in the schema; undefined for zero, empty and false. */
  readonly defaultText: string | undefined;
  readonly ignorable: boolean;
  readonly isKey: boolean;
  readonly entity: string | undefined;
  readonly isNeverFlexible: boolean;
  readonly isZeroCopy: boolean;
}

export interface Struct {
  /** As in the specification; the message's own name for its root. */
  readonly name: string;
  readonly versions: Versions;
  readonly fields: readonly Field[];
  /** Whether it stands apart, for several fields to share. */
  readonly isShared: boolean;
}

export type MessageKind =
  | 'request'
  | 'response'
  | 'header'
  | 'metadata'
  | 'data'
  | 'coordinator-key'
  | 'coordinator-value';

export interface Message {
  readonly name: string;
  readonly kind: MessageKind;
  /** -1 where there is none. */
  readonly apiKey: number;
  readonly versions: Versions;
  readonly flexible: Versions;
  readonly listeners: readonly ListenerKind[];
  readonly latestVersionUnstable: boolean;
  readonly root: Struct;
  /** All other structs by name, those that a struct needs before it. */
  readonly structs: ReadonlyMap<string, Struct>;
}

/** `TopicData` → `topicData`. */
export function propertyName(fieldName: string): string {
  return fieldName.charAt(0).toLowerCase() + fieldName.slice(1);
}

/** The exported type of a struct. */
export function typeName(message: Message, struct: Struct): string {
  return struct === message.root ? message.name : message.name + struct.name;
}
