// Whether a parsed value is within the limits of its config, with Kafka's messages where it is not.

import { ConfigError, invalidValue } from './config-error.ts';
import type { ConfigKey, ConfigValue } from './config-key.ts';
import { textOf } from './parse-value.ts';
import { parseBootstrapServer, parseVoter } from './quorum-addresses.ts';

/** Throws ConfigError where the value is not allowed. */
export function checkValue(key: ConfigKey, value: ConfigValue): void {
  if (value === null) return checkNull(key);
  if (typeof value === 'number') return checkNumber(key, value);
  if (typeof value === 'string') return checkText(key, value);
  if (typeof value === 'object') checkList(key, value);
}

function checkNull(key: ConfigKey): void {
  if (key.notNull === true) throw invalidValue(key.name, null, 'entry must be non null');
  if (key.standard === null) return;
  if (key.type === 'list') {
    throw new ConfigError(`Configuration '${key.name}' values must not be null.`);
  }
  if (key.min !== undefined) throw invalidValue(key.name, null, 'Value must be non-null');
}

function checkNumber(key: ConfigKey, value: number): void {
  if (value === key.orEqual) return;
  const shown = textOf(key, value);
  // Where one more value is allowed, Kafka does not name the bounds.
  const bounds = key.orEqual === undefined;
  if (key.min !== undefined && value < key.min) {
    const why = bounds ? `Value must be at least ${key.min}` : betweenOr(key);
    throw invalidValue(key.name, shown, why);
  }
  if (key.max !== undefined && value > key.max) {
    const why = bounds ? `Value must be no more than ${key.max}` : betweenOr(key);
    throw invalidValue(key.name, shown, why);
  }
}

function betweenOr(key: ConfigKey): string {
  return `Value must be between ${key.min} and ${key.max} or equal to ${key.orEqual}`;
}

function checkText(key: ConfigKey, value: string): void {
  if (key.notEmpty === true && value === '') {
    throw invalidValue(key.name, value, 'String must be non-empty');
  }
  if (key.oneOf === undefined) return;
  if (key.orDuration === true && isDuration(value)) return;
  if (key.anyCase === true) {
    const isOne = key.oneOf.some((each) => each.toUpperCase() === value.toUpperCase());
    const list = key.oneOf.map((each) => each.toUpperCase()).join(', ');
    if (isOne) return;
    throw invalidValue(key.name, value, `String must be one of (case insensitive): ${list}`);
  }
  if (key.oneOf.includes(value)) return;
  if (key.orDuration === true) {
    throw invalidValue(
      key.name,
      value,
      `Invalid value \`${value}\` for configuration ${key.name}. The value must be either ` +
        "'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.",
    );
  }
  throw invalidValue(key.name, value, `String must be one of: ${key.oneOf.join(', ')}`);
}

/** `by_duration:PT1H` and the like: a period that is not negative. */
function isDuration(value: string): boolean {
  const period = /^by_duration:P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/i;
  return period.test(value);
}

function checkList(key: ConfigKey, values: readonly string[]): void {
  if (key.notEmpty === true && values.length === 0) {
    const valid = key.oneOf === undefined ? 'any non-empty value' : `[${key.oneOf.join(', ')}]`;
    throw new ConfigError(
      `Configuration '${key.name}' must not be empty. Valid values include: ${valid}`,
    );
  }
  if (key.distinct === true) checkEntries(key, values);
  if (key.check === 'voters') values.forEach(parseVoter);
  if (key.check === 'bootstrap-servers') values.forEach(parseBootstrapServer);
  if (key.check === 'throttled-replicas') checkThrottledReplicas(key, values);
}

function checkEntries(key: ConfigKey, values: readonly string[]): void {
  for (const value of values) {
    if (value === '') {
      throw new ConfigError(`Configuration '${key.name}' values must not be empty.`);
    }
    const isOne = key.oneOf?.some((each) => matches(key, each, value)) ?? true;
    if (isOne) continue;
    const list = key.oneOf?.join(', ') ?? '';
    throw invalidValue(key.name, value, `String must be one of: ${list}`);
  }
}

function matches(key: ConfigKey, allowed: string, value: string): boolean {
  return key.anyCase === true ? allowed.toUpperCase() === value.toUpperCase() : allowed === value;
}

function checkThrottledReplicas(key: ConfigKey, values: readonly string[]): void {
  const trimmed = values.map((value) => value.trim());
  const areReplicas = trimmed.every((value) => /^(\d+:\d+)?$/.test(value));
  if (areReplicas || trimmed.join('') === '*') return;
  throw invalidValue(
    key.name,
    `[${values.join(', ')}]`,
    `${key.name} must be the literal '*' or a list of replicas in the following format: ` +
      '[partitionId]:[brokerId],[partitionId]:[brokerId],...',
  );
}
