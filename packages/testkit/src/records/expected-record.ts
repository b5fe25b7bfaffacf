// What a test expects of a record, and whether it is so. What is left out may be anything.

import { isDeepStrictEqual } from 'node:util';

import { bytesOf, type Content, isBytes } from './content.ts';
import { describeRecord, type SeenRecord, shorten } from './seen-record.ts';

/**
 * Text and bytes are compared byte for byte; an object, number or boolean with what the JSON says;
 * a pattern is searched in the text; a function is given the text.
 */
export type ExpectedContent = Content | RegExp | ((text: string | null) => boolean);

export interface ExpectedRecord {
  readonly key?: ExpectedContent | undefined;
  readonly value?: ExpectedContent | undefined;
  /** Those that must be there; others may be too. */
  readonly headers?: Readonly<Record<string, ExpectedContent>> | undefined;
  readonly partition?: number | undefined;
  readonly offset?: number | undefined;
  readonly timestamp?: Date | number | undefined;
}

/** What is not as expected, `value=a where b was expected`; empty where all is. */
export function differences(seen: SeenRecord, expected: ExpectedRecord): string[] {
  const { key, value, headers = {}, partition, offset, timestamp } = expected;
  const parts: (string | undefined)[] = [
    contentDifference('key', { text: seen.key, bytes: seen.keyBytes }, key),
    contentDifference('value', { text: seen.value, bytes: seen.valueBytes }, value),
    ...Object.entries(headers).map(([name, content]) =>
      contentDifference(`header ${name}`, headerOf(seen, name), content),
    ),
    numberDifference('partition', seen.partition, partition),
    numberDifference('offset', seen.offset, offset),
    numberDifference('timestamp', seen.timestamp, timestamp),
  ];
  return parts.filter((part) => part !== undefined);
}

/** What a record holds in one place. */
interface Found {
  readonly text: string | null;
  readonly bytes: Uint8Array | null;
}

function headerOf({ headers }: SeenRecord, name: string): Found | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  return { text, bytes: text === null ? null : Buffer.from(text) };
}

function contentDifference(
  what: string,
  found: Found | undefined,
  expected: ExpectedContent | undefined,
): string | undefined {
  if (expected === undefined || (found !== undefined && matches(found, expected))) return undefined;
  const shown = found === undefined ? `no ${what}` : `${what}=${shorten(found.text)}`;
  return `${shown} where ${describeContent(expected)} was expected`;
}

function matches({ text, bytes }: Found, expected: ExpectedContent): boolean {
  // Functions are what is left of objects that can be called.
  if (typeof expected === 'function') return (expected as (text: string | null) => boolean)(text);
  if (expected === null || text === null || bytes === null) return expected === text;
  if (typeof expected === 'string') return text === expected;
  if (isBytes(expected)) return Buffer.compare(expected, bytes) === 0;
  if (isPattern(expected)) return text.search(expected) >= 0;
  return isJsonOf(text, expected);
}

/** As written by JSON: a Date in what is expected is its text. */
function isJsonOf(text: string, expected: object | number | boolean): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(expected)));
  } catch {
    return false;
  }
}

/** Also of another realm, as Jest's test files are. */
function isPattern(value: object | number | boolean): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]';
}

function numberDifference(
  what: string,
  found: number,
  expected: Date | number | undefined,
): string | undefined {
  if (expected === undefined || found === Number(expected)) return undefined;
  return `${what} ${found} where ${Number(expected)} was expected`;
}

function describeContent(expected: ExpectedContent): string {
  if (typeof expected === 'function') return `what ${expected.name || 'the function'} accepts`;
  if (expected === null) return 'null';
  if (typeof expected === 'object' && isPattern(expected)) return String(expected);
  const bytes = bytesOf(expected);
  return shorten(typeof bytes === 'string' ? bytes : Buffer.from(bytes ?? []).toString());
}

export function describeExpected(expected: ExpectedRecord): string {
  const { headers, ...rest } = expected;
  const parts = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    // A number or a Date stands for itself.
    .map(([name, value]) => `${name}=${describeContent(value as ExpectedContent)}`);
  const told = Object.entries(headers ?? {}).map(
    ([name, value]) => `${name}=${describeContent(value)}`,
  );
  return [...parts, ...(told.length === 0 ? [] : ['headers', ...told])].join(' ') || 'any record';
}

export interface Comparison {
  readonly isAsExpected: boolean;
  /** One line for each record, seen or expected. */
  readonly lines: readonly string[];
}

/**
 * Records of one partition in their order; those of several in any order, since a topic has none
 * between its partitions.
 */
export function compareRecords(
  seen: readonly SeenRecord[],
  expected: readonly ExpectedRecord[],
): Comparison {
  const isOnePartition = new Set(seen.map(({ partition }) => partition)).size <= 1;
  return isOnePartition ? compareInOrder(seen, expected) : compareInAnyOrder(seen, expected);
}

function compareInOrder(
  seen: readonly SeenRecord[],
  expected: readonly ExpectedRecord[],
): Comparison {
  let isAsExpected = seen.length === expected.length;
  const lines = Array.from({ length: Math.max(seen.length, expected.length) }, (_, index) => {
    const [record, wanted] = [seen[index], expected[index]];
    if (record === undefined) return missing(wanted ?? {});
    if (wanted === undefined) return unexpected(record);
    const found = differences(record, wanted);
    if (found.length > 0) isAsExpected = false;
    return found.length === 0
      ? `  ${describeRecord(record)}`
      : `! ${describeRecord(record)}: ${found.join(', ')}`;
  });
  return { isAsExpected, lines };
}

/** Each expected record takes the first that is as it says: the exacter ones should come first. */
function compareInAnyOrder(
  seen: readonly SeenRecord[],
  expected: readonly ExpectedRecord[],
): Comparison {
  const left = [...seen];
  const lines: string[] = [];
  let isAsExpected = seen.length === expected.length;
  for (const wanted of expected) {
    const at = left.findIndex((record) => differences(record, wanted).length === 0);
    const [record] = at < 0 ? [] : left.splice(at, 1);
    if (record === undefined) isAsExpected = false;
    lines.push(record === undefined ? missing(wanted) : `  ${describeRecord(record)}`);
  }
  return { isAsExpected, lines: [...lines, ...left.map(unexpected)] };
}

function missing(expected: ExpectedRecord): string {
  return `- missing: ${describeExpected(expected)}`;
}

function unexpected(record: SeenRecord): string {
  return `+ not expected: ${describeRecord(record)}`;
}
