// Turns Java's client properties into options of this client. A value that cannot be parsed, or a
// setting that cannot be served, is a ConfigError in Kafka's words; an unknown one is reported
// back.

import { ConfigError } from '../errors.ts';
import { isOffsetReset } from '../fetcher/offset-reset.ts';
import {
  javaSettings,
  SECURITY_PREFIXES,
  type JavaClient,
  type JavaSetting,
} from './java-names.ts';
import { securityOptions } from './java-security.ts';

export interface JavaOptions {
  /** Keys and values of ProducerOptions, ConsumerOptions or ClientOptions. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Names that no Kafka client knows, or that another kind of client has. */
  readonly unused: readonly string[];
}

const INT_MAX = 2 ** 31 - 1;

/** `readFile` is for certificates that stand in files; without it they must be in the settings. */
export function optionsOfJava(
  client: JavaClient,
  properties: ReadonlyMap<string, string>,
  readFile?: (path: string) => Uint8Array,
): JavaOptions {
  const settings = javaSettings();
  const options: Record<string, unknown> = { ...securityOptions(properties, readFile) };
  const unused: string[] = [];
  const codec = properties.get('compression.type') ?? 'none';
  for (const [name, text] of properties) {
    const level = /^compression\.(gzip|lz4|zstd)\.level$/.exec(name)?.[1];
    if (level !== undefined && client === 'producer') {
      const parsed = parse(name, text, 'int');
      // A level is for its own codec only; the others' may stand in the same file.
      if (level === codec) options['compressionLevel'] = parsed;
      continue;
    }
    const setting = settings.get(name);
    if (setting?.kind === 'option' && setting.clients.includes(client)) {
      const value = parse(name, text, setting.type);
      const { oneOf } = setting;
      if (oneOf !== undefined && !oneOf.includes(String(value))) {
        throw invalid(name, text, `String must be one of: ${oneOf.join(', ')}`);
      }
      options[setting.option] = value;
    } else if (setting?.kind === 'bootstrap-controllers' && client === 'admin') {
      refuseBothBootstraps(properties);
      options['bootstrapServers'] = text;
      options['bootstrapKind'] = 'controllers';
    } else if (setting === undefined || isOfOthers(setting)) {
      if (SECURITY_PREFIXES.some((prefix) => name.startsWith(prefix))) continue;
      unused.push(name);
    } else refuseWhereNotServed(name, text, setting);
  }
  return { options, unused };
}

function isOfOthers({ kind }: JavaSetting): boolean {
  return kind === 'option' || kind === 'bootstrap-controllers';
}

function refuseBothBootstraps(properties: ReadonlyMap<string, string>): void {
  if (!properties.has('bootstrap.servers')) return;
  throw new ConfigError('You cannot set both bootstrap.servers and bootstrap.controllers');
}

function refuseWhereNotServed(name: string, text: string, setting: JavaSetting): void {
  switch (setting.kind) {
    case 'only':
      if (text.toUpperCase() === setting.value) return;
      throw new ConfigError(`${name}=${text} cannot be used: ${setting.reason}`);
    case 'not-served':
      throw new ConfigError(`${name} cannot be used: ${setting.reason}`);
    case 'no-effect':
    case 'option':
    case 'bootstrap-controllers':
  }
}

type OptionType = Extract<JavaSetting, { kind: 'option' }>['type'];

function parse(name: string, given: string, type: OptionType): string | number | boolean {
  const text = given.trim();
  switch (type) {
    case 'string':
      return text;
    case 'word':
      // In whatever case, as Java takes it.
      return text.toLowerCase();
    case 'reset':
      if (isOffsetReset(text)) return text;
      throw invalid(
        name,
        given,
        `Invalid value \`${text}\` for configuration ${name}. The value must be either ` +
          "'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.",
      );
    case 'boolean':
      if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
      throw invalid(name, given, 'Expected value to be either true or false');
    case 'acks':
      if (text === 'all') return text;
      if (text === '-1' || text === '0' || text === '1') return Number(text);
      throw invalid(name, given, 'String must be one of: all, -1, 0, 1');
    case 'int':
    case 'long': {
      const value = Number(text);
      const inRange = type === 'int' ? Math.abs(value) <= INT_MAX : Number.isSafeInteger(value);
      if (/^[+-]?\d+$/.test(text) && inRange) return value;
      throw invalid(name, given, `Not a number of type ${type.toUpperCase()}`);
    }
  }
}

function invalid(name: string, given: string, problem: string): ConfigError {
  return new ConfigError(`Invalid value ${given} for configuration ${name}: ${problem}`);
}
