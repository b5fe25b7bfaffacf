// The error of a bad setting: an operating error that a user reads, in Kafka's words.

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'INVALID_CONFIG';
  readonly retriable = false;
}

/** `Invalid value x for configuration y: why`, as Kafka says it; never a password's value. */
export function invalidValue(name: string, value: string | null, why?: string): ConfigError {
  const reason = why === undefined ? '' : `: ${why}`;
  return new ConfigError(`Invalid value ${value ?? 'null'} for configuration ${name}${reason}`);
}
