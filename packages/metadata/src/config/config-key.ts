// What a config is: its name, its type, its default and its limits. The tables in definitions/ are
// made of these. Parsing and checking values is parse-value.ts and check-value.ts.

export type ConfigType =
  | 'boolean'
  | 'string'
  | 'int'
  | 'short'
  | 'long'
  | 'double'
  | 'list'
  | 'class'
  | 'password';

/**
 * A parsed value. A `long` beyond 2^53 becomes Infinity (or -Infinity): no limit in this house
 * needs to tell such numbers apart, and a finite wrong number would be worse. Its text stays
 * exact, see canonicalText.
 */
export type ConfigValue = string | number | boolean | readonly string[] | null;

/** Kafka's largest long: "no limit" in nearly every config that has it as default. */
export const LONG_MAX = Infinity;

export interface ConfigLimits {
  /** Inclusive. */
  readonly min?: number;
  readonly max?: number;
  /** One more value allowed outside min and max. */
  readonly orEqual?: number;
  readonly oneOf?: readonly string[];
  /** `oneOf` does not care for case. */
  readonly anyCase?: boolean;
  /** `by_duration:<ISO-8601 duration>` is allowed beside `oneOf`. */
  readonly orDuration?: boolean;
  /** A list without empty entries; repeated ones count once. */
  readonly distinct?: boolean;
  /** Neither an empty list nor an empty text. */
  readonly notEmpty?: boolean;
  readonly notNull?: boolean;
  /** A check that is code, see check-value.ts. */
  readonly check?: 'voters' | 'bootstrap-servers' | 'throttled-replicas';
  /** Not shown by DescribeConfigs. */
  readonly internal?: boolean;
  /** Shown by DescribeConfigs only where it is set. */
  readonly unlisted?: boolean;
  /** Broker configs that can change while the broker runs; read-only where left out. */
  readonly dynamic?: 'per-broker' | 'cluster-wide';
  /** Topic configs: broker configs to fall back to; the first one set wins. */
  readonly brokerConfigs?: readonly string[];
}

export interface ConfigKey extends ConfigLimits {
  readonly name: string;
  readonly type: ConfigType;
  /** Undefined where the config must be set. */
  readonly standard: ConfigValue | undefined;
}

function key(name: string, type: ConfigType, rest: Omit<ConfigKey, 'name' | 'type'>): ConfigKey {
  return { name, type, ...rest };
}

type Standard<Value> = Value | null | undefined;

export function flag(name: string, standard: Standard<boolean>, limits?: ConfigLimits): ConfigKey {
  return key(name, 'boolean', { standard, ...limits });
}

export function text(name: string, standard: Standard<string>, limits?: ConfigLimits): ConfigKey {
  return key(name, 'string', { standard, ...limits });
}

export function int(name: string, standard: Standard<number>, limits?: ConfigLimits): ConfigKey {
  return key(name, 'int', { standard, ...limits });
}

export function short(name: string, standard: Standard<number>, limits?: ConfigLimits): ConfigKey {
  return key(name, 'short', { standard, ...limits });
}

export function long(name: string, standard: Standard<number>, limits?: ConfigLimits): ConfigKey {
  return key(name, 'long', { standard, ...limits });
}

export function double(name: string, standard: Standard<number>, limits?: ConfigLimits): ConfigKey {
  return key(name, 'double', { standard, ...limits });
}

export function list(
  name: string,
  standard: Standard<readonly string[]>,
  limits?: ConfigLimits,
): ConfigKey {
  return key(name, 'list', { standard, ...limits });
}

export function className(
  name: string,
  standard: Standard<string>,
  limits?: ConfigLimits,
): ConfigKey {
  return key(name, 'class', { standard, ...limits });
}

export function password(
  name: string,
  standard: Standard<string>,
  limits?: ConfigLimits,
): ConfigKey {
  return key(name, 'password', { standard, ...limits });
}
