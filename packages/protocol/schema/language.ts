// The language in which the schemas in this folder are written. A schema is a fact about Kafka's
// wire format; `npm run generate` turns it into codecs. Nothing here runs in a broker or a client.
//
// Fields are text, one per line; nested ones are indented by two spaces below their struct:
//
//   Name: type VERSIONS, ATTRIBUTE, …
//
// Types: bool, int8, int16, uint16, int32, uint32, int64, float64, uuid, string, bytes, records,
// the name of a struct, or [] and one of these. Versions: `3`, `2-5`, `4+`, `none`. Attributes:
//
//   nullable            null is legal in all the field's versions; or `nullable 4+`
//   tag 0               a tagged field, in all the field's versions
//   default X           where it is not zero, empty or false
//   ignorable           dropped without an error in versions that do not have the field
//   key                 one of the fields that identify an item of its array
//   flexible none       compact types never, whatever the message says
//   zero-copy           bytes that are passed on
//   entity X            what a name or number stands for; documentation only
//
// A struct that several fields share stands below the fields: `struct Name VERSIONS`, with its own
// fields indented.

/** The listeners on which Kafka serves a request. */
export type ListenerKind = 'broker' | 'controller';

/** A request and its response. */
export interface ApiSchema {
  readonly key: number;
  /** Without `Request` and `Response`. */
  readonly name: string;
  /** Versions that Kafka 4.3 knows; `none` for an API that Kafka has given up. */
  readonly versions: string;
  /** Versions with compact types and tagged fields. */
  readonly flexible: string;
  /** The highest version may still change. */
  readonly latestVersionUnstable?: true;
  readonly listeners: readonly ListenerKind[];
  readonly request: string;
  readonly response: string;
}

/** The key and the value of a record in a coordinator's internal topic. */
export interface CoordinatorRecordSchema {
  /** The record's type: what the key starts with. */
  readonly key: number;
  /** Without `Key` and `Value`. */
  readonly name: string;
  /** Versions of the value; keys have only version 0 and are never flexible. */
  readonly versions: string;
  readonly flexible: string;
  readonly keyFields: string;
  readonly valueFields: string;
}

/** One message that is not a request or response. */
export interface MessageSchema {
  /**
   * `metadata`: a record of the metadata log or the remote log metadata topic, found by its key.
   * `header`: what comes before a request or response. `data`: all else.
   */
  readonly kind: 'metadata' | 'header' | 'data';
  /** The record's type; only for `metadata`. */
  readonly key?: number;
  readonly name: string;
  readonly versions: string;
  readonly flexible: string;
  readonly fields: string;
}

export type Schema = ApiSchema | CoordinatorRecordSchema | MessageSchema;
