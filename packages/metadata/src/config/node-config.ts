// The configuration of one node: what server.properties says, checked, over Kafka's defaults. It
// knows values, not what follows from several of them: see listeners.ts and node-settings.ts for
// that.

import { assert } from '@ottla/base';
import { checkValue } from './check-value.ts';
import { ConfigError } from './config-error.ts';
import type { ConfigKey, ConfigType, ConfigValue } from './config-key.ts';
import { brokerDefinitions, brokerKeyOf } from './definitions.ts';
import { canonicalText, parseValue, textOf } from './parse-value.ts';

/** Configs with two names: what one says, the other says too. */
const TWINS: readonly (readonly [string, string])[] = [['node.id', 'broker.id']];

export class NodeConfig {
  /** What the user set, by name, unparsed; unknown names among it. */
  readonly originals: ReadonlyMap<string, string>;
  readonly #values = new Map<string, ConfigValue>();

  private constructor(originals: ReadonlyMap<string, string>) {
    this.originals = originals;
  }

  /** Throws ConfigError at the first value that is wrong or missing. */
  static parse(originals: ReadonlyMap<string, string>): NodeConfig {
    const config = new NodeConfig(withTwins(originals));
    for (const [name, raw] of config.originals) {
      const key = brokerDefinitions.get(name);
      if (key === undefined) continue;
      const value = parseValue(key, raw);
      checkValue(key, value);
      config.#values.set(name, value);
    }
    for (const key of brokerDefinitions.values()) {
      if (key.standard !== undefined || config.#values.has(key.name)) continue;
      throw new ConfigError(
        `Missing required configuration "${key.name}" which has no default value.`,
      );
    }
    return config;
  }

  /** Whether the user set it. */
  isSet(name: string): boolean {
    return this.originals.has(name);
  }

  /** Names that no definition knows. */
  unknownNames(): string[] {
    return [...this.originals.keys()].filter((name) => brokerKeyOf(name) === undefined);
  }

  flag(name: string): boolean {
    const value = this.#value(name, ['boolean']);
    assert(typeof value === 'boolean', `config ${name} is no flag`);
    return value;
  }

  number(name: string): number {
    const value = this.numberOrNull(name);
    assert(value !== null, `config ${name} has no value`);
    return value;
  }

  numberOrNull(name: string): number | null {
    const value = this.#value(name, ['short', 'int', 'long', 'double']);
    assert(value === null || typeof value === 'number', `config ${name} is no number`);
    return value;
  }

  text(name: string): string {
    const value = this.textOrNull(name);
    assert(value !== null, `config ${name} has no value`);
    return value;
  }

  textOrNull(name: string): string | null {
    const value = this.#value(name, ['string', 'class', 'password']);
    assert(value === null || typeof value === 'string', `config ${name} is no text`);
    return value;
  }

  list(name: string): readonly string[] {
    return this.listOrNull(name) ?? [];
  }

  listOrNull(name: string): readonly string[] | null {
    const value = this.#value(name, ['list']);
    assert(value === null || typeof value === 'object', `config ${name} is no list`);
    return value;
  }

  /** The value as Kafka shows it: what the user set, else the default; null where there is none. */
  shown(name: string): string | null {
    const key = keyOf(name);
    const raw = this.originals.get(name);
    if (raw !== undefined) return canonicalText(key, raw);
    return textOf(key, key.standard ?? null);
  }

  /** The same configuration with some settings replaced. */
  with(changes: ReadonlyMap<string, string>): NodeConfig {
    return NodeConfig.parse(new Map([...this.originals, ...changes]));
  }

  #value(name: string, types: readonly ConfigType[]): ConfigValue {
    const key = keyOf(name);
    const expected = types.join(' or ');
    assert(types.includes(key.type), `config ${name} is a ${key.type}, not a ${expected}`);
    return this.#values.get(name) ?? key.standard ?? null;
  }
}

function keyOf(name: string): ConfigKey {
  const key = brokerDefinitions.get(name);
  assert(key !== undefined, `there is no broker config ${name}`);
  return key;
}

function withTwins(originals: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const all = new Map(originals);
  for (const [one, other] of TWINS) {
    const [first, second] = [all.get(one), all.get(other)];
    if (first !== undefined && second === undefined) all.set(other, first);
    if (second !== undefined && first === undefined) all.set(one, second);
  }
  return all;
}
