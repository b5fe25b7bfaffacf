// Texts to values by type, as Java's parsers take them: `+1` is a number and `1.0` is no int,
// `TRUE` is true, lists split at commas. Limits are checked in check-value.ts.

import { unreachable } from '@ottla/base';
import { invalidValue } from './config-error.ts';
import type { ConfigKey, ConfigType, ConfigValue } from './config-key.ts';

const RANGES: Readonly<Partial<Record<ConfigType, readonly [bigint, bigint]>>> = {
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Throws ConfigError where the text is no value of the type. */
export function parseValue(key: ConfigKey, raw: string): ConfigValue {
  const trimmed = raw.trim();
  switch (key.type) {
    case 'boolean':
      return parseBoolean(key.name, raw, trimmed);
    case 'string':
    case 'class':
    case 'password':
      return trimmed;
    case 'short':
    case 'int':
    case 'long':
      return wholeNumber(key, raw, trimmed);
    case 'double':
      return parseDouble(key.name, raw, trimmed);
    case 'list':
      return parseList(key, trimmed);
    default:
      return unreachable(key.type);
  }
}

/**
 * The text that Kafka shows for a value: parsed and printed again (`+05` is `5`, `TRUE` is `true`).
 * The text must be valid.
 */
export function canonicalText(key: ConfigKey, raw: string): string {
  const trimmed = raw.trim();
  if (key.type === 'short' || key.type === 'int' || key.type === 'long') {
    return BigInt(trimmed.replace(/^\+/, '')).toString();
  }
  return textOf(key, parseValue(key, raw)) ?? '';
}

/** A parsed value or a default as text, as Java would print it; null for null. */
export function textOf(key: ConfigKey, value: ConfigValue): string | null {
  if (value === null) return null;
  if (typeof value === 'number') return key.type === 'double' ? doubleText(value) : longText(value);
  return typeof value === 'object' ? value.join(',') : String(value);
}

function longText(value: number): string {
  if (value === Infinity) return (2n ** 63n - 1n).toString();
  if (value === -Infinity) return (-(2n ** 63n)).toString();
  return String(value);
}

/** Java's Double.toString: always a fraction; an exponent below 10^-3 and from 10^7 on. */
function doubleText(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = '', exponent = '0'] = value.toExponential().split('e');
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** A list of different values drops what it has twice (KIP-1161). */
function parseList(key: ConfigKey, trimmed: string): readonly string[] {
  if (trimmed === '') return [];
  const values = trimmed.split(/\s*,\s*/);
  return key.distinct === true ? [...new Set(values)] : values;
}

function parseBoolean(name: string, raw: string, trimmed: string): boolean {
  const lower = trimmed.toLowerCase();
  if (lower === 'true') return true;
  if (lower === 'false') return false;
  throw invalidValue(name, raw, 'Expected value to be either true or false');
}

function wholeNumber(key: ConfigKey, raw: string, trimmed: string): number {
  const notANumber = (): Error =>
    invalidValue(key.name, raw, `Not a number of type ${key.type.toUpperCase()}`);
  if (!/^[+-]?\d+$/.test(trimmed)) throw notANumber();
  const exact = BigInt(trimmed.replace(/^\+/, ''));
  const [min, max] = RANGES[key.type] ?? [0n, 0n];
  if (exact < min || exact > max) throw notANumber();
  const value = Number(exact);
  if (Number.isSafeInteger(value)) return value;
  return exact > 0n ? Infinity : -Infinity;
}

function parseDouble(name: string, raw: string, trimmed: string): number {
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(trimmed);
  if (!isNumber) throw invalidValue(name, raw, 'Not a number of type DOUBLE');
  return Number(trimmed.replace(/[dDfF]$/, ''));
}
