// Stored records as the one line of JSON that Kafka's tools print: the fields of the record's
// version in the schema's order, tagged ones only where they differ from their standard value,
// bytes as base64. Pure.

import { recordFields } from '@ottla/protocol';

import { doubleText } from '../console-consumer/java-text.ts';

interface FieldFacts {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The JSON with which a tagged field is left out. */
  readonly standard: string | undefined;
  readonly isFloat: boolean;
  readonly fields: readonly FieldFacts[];
}

/** Gives other JSON for a field, or undefined to leave it to this module. */
export type ReplaceField = (name: string, value: unknown) => string | undefined;

const parsed = new Map<string, readonly FieldFacts[]>();

/** `name` is the codec's, `message` what it read. */
export function messageJson(
  name: string,
  message: unknown,
  version: number,
  replace: ReplaceField = () => undefined,
): string {
  let facts = parsed.get(name);
  if (facts === undefined) {
    facts = new FactsParser(recordFields[name] ?? '').fields();
    parsed.set(name, facts);
  }
  return structJson(facts, message, { version, replace });
}

interface Context {
  readonly version: number;
  readonly replace: ReplaceField;
}

function structJson(facts: readonly FieldFacts[], value: unknown, context: Context): string {
  if (value === null || typeof value !== 'object') return 'null';
  const values = new Map<string, unknown>(Object.entries(value));
  const pairs: string[] = [];
  for (const field of facts) {
    if (context.version < field.from || context.version > field.to) continue;
    const own = values.get(field.name);
    const json = context.replace(field.name, own) ?? fieldJson(field, own, context);
    if (field.standard !== json) pairs.push(`"${field.name}":${json}`);
  }
  return `{${pairs.join(',')}}`;
}

function fieldJson(field: FieldFacts, value: unknown, context: Context): string {
  if (Array.isArray(value)) {
    return `[${value.map((item) => fieldJson(field, item, context)).join(',')}]`;
  }
  if (field.fields.length > 0) return structJson(field.fields, value, context);
  if (typeof value === 'number' && field.isFloat) return doubleText(value);
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString('base64')}"`;
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value) ?? 'null';
}

/** Reads the text of record-fields.ts. */
class FactsParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  fields(): FieldFacts[] {
    const fields: FieldFacts[] = [];
    while (this.#at < this.#text.length && this.#text[this.#at] !== ')') {
      fields.push(this.#field());
      if (this.#text[this.#at] === ';') this.#at += 1;
    }
    return fields;
  }

  #field(): FieldFacts {
    let end = this.#at;
    while (end < this.#text.length && !/[();]/.test(this.#text.charAt(end))) end += 1;
    const [name = '', range = '', ...rest] = this.#text.slice(this.#at, end).split(' ');
    this.#at = end;
    let inner: FieldFacts[] = [];
    if (this.#text[this.#at] === '(') {
      this.#at += 1;
      inner = this.fields();
      this.#at += 1;
    }
    const [from = '', to] = range.replace('+', '').split('-');
    return {
      name,
      from: Number(from),
      to: to === undefined ? Infinity : Number(to),
      standard: rest.find((part) => part.startsWith('='))?.slice(1),
      isFloat: rest.includes('float'),
      fields: inner,
    };
  }
}
