// Small pieces of generated code that both directions share: defaults, conditions, local names.

import { itemOf, type StructLayout } from './layout.ts';
import { type Field, type Message, propertyName } from './model.ts';
import { conditionOf, intersect, isEmpty, NONE, type Versions } from './versions.ts';

const RESERVED = new Set(['version', 'flexible', 'reader', 'writer', 'draft', 'tag', 'default']);

/** The property of a field, and its local name in generated functions. */
export function localName(field: Field): string {
  const name = propertyName(field.name);
  return RESERVED.has(name) ? `${name}Value` : name;
}

/** Code for "compact types in this version", as it holds in the versions `within`. */
export function flexibleCode(message: Message, within: Versions): string {
  const condition = conditionOf(message.flexible, within);
  return condition === 'true' || condition === 'false' ? condition : 'flexible';
}

/** The declaration behind `flexibleCode`, where `body` uses it. */
export function declareFlexible({ message, within }: StructLayout, body: string): string[] {
  if (!/\bflexible\b/.test(body)) return [];
  return [`const flexible = ${conditionOf(message.flexible, within)};`];
}

/** Versions of a struct in which the field is on the wire. */
export function presence(layout: StructLayout, field: Field): Versions {
  return intersect(layout.within, field.versions);
}

/** Whether null is ever legal, so that it belongs to the type. */
export function isNullable(layout: StructLayout, field: Field): boolean {
  return !isEmpty(nullableIn(layout, field)) || hasNullDefault(field);
}

export function nullableIn(layout: StructLayout, field: Field): Versions {
  const present = presence(layout, field);
  return isEmpty(present) ? NONE : intersect(field.nullable, present);
}

function hasNullDefault(field: Field): boolean {
  // Kafka's default for records is null always; where null cannot be sent, empty serves better.
  return field.defaultText === 'null' || (isRecords(field) && !isEmpty(field.nullable));
}

function isRecords({ type }: Field): boolean {
  return type.kind === 'primitive' && type.name === 'records';
}

/** Code for the default value of a field. */
export function defaultCode(message: Message, field: Field): string {
  const { type, defaultText } = field;
  if (hasNullDefault(field)) return 'null';
  if (type.kind === 'array') return '[]';
  if (type.kind === 'struct') return `default${message.name}${type.name}`;
  switch (type.name) {
    case 'bool':
      return defaultText ?? 'false';
    case 'string':
      return `'${defaultText ?? ''}'`;
    case 'uuid':
      return defaultText === undefined ? 'zeroUuid' : `'${defaultText}'`;
    case 'bytes':
    case 'records':
      return 'noBytes';
    default:
      return integerCode(defaultText ?? '0');
  }
}

function integerCode(text: string): string {
  const value = BigInt(text);
  const isSafe = value === BigInt(Number(value)) && Number.isSafeInteger(Number(value));
  return isSafe ? String(value) : `${value}n`;
}

/** Code that is true where the value `name` of a field is not its default. */
export function nonDefaultCode(layout: StructLayout, field: Field, name: string): string {
  const { message } = layout;
  const byDefault = defaultCode(message, field);
  if (byDefault === 'null') return `${name} !== null`;
  const orNull = isNullable(layout, field) ? `${name} === null || ` : '';
  const item = itemOf(field.type);
  if (field.type.kind === 'array' || item.name === 'bytes' || item.name === 'records') {
    return `${orNull}${name}.length > 0`;
  }
  if (item.kind === 'struct') return `${orNull}!isDefault${message.name}${item.name}(${name})`;
  if (item.name === 'bool') return byDefault === 'true' ? `!${name}` : name;
  if (item.name === 'int64' && !byDefault.endsWith('n')) {
    return `${name} !== ${byDefault} && ${name} !== ${byDefault}n`;
  }
  return `${name} !== ${byDefault}`;
}

export function indent(lines: readonly string[], by = 2): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}

/** `if (condition) …`, or the statements alone where it is always true. */
export function when(condition: string, statements: readonly string[]): string[] {
  if (condition === 'true' || statements.length === 0) return [...statements];
  if (condition === 'false') return [];
  const [only] = statements;
  if (statements.length === 1 && only !== undefined) return [`if (${condition}) ${only}`];
  return [`if (${condition}) {`, ...indent(statements), '}'];
}

/** `function name(a, b): type {`, one parameter a line where it is long. */
export function functionHead(
  name: string,
  parameters: readonly string[],
  type: string,
): string[] {
  const line = `function ${name}(${parameters.join(', ')}): ${type} {`;
  if (line.length <= 100) return [line];
  return [`function ${name}(`, ...parameters.map((parameter) => `  ${parameter},`), `): ${type} {`];
}

/** The parameter's name, marked with an underscore where `lines` do not use it. */
export function parameterName(name: string, lines: readonly string[]): string {
  // Fields may have the same name: quoted, as a property, or renamed.
  return new RegExp(`(?<!['\\w.])${name}(?!['\\w:])`).test(lines.join('\n')) ? name : `_${name}`;
}
