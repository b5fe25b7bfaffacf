// The options of `produce`: kcat's letters and rpk's format strings.

import type { CommandIo } from '../../cli/command.ts';
import type { OptionSpec, ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { readProperties } from '../java-manner/client-settings.ts';
import { unescaped } from '../record-format/tokens.ts';

export const produceTool: ToolSpec = {
  name: 'produce',
  about:
    'Send records read from standard input or files by a format string: %k key, %v value, ' +
    '%t topic, %p partition, %d time, %h{%k=%v} one header; %v{hex}, {base64}, {json}. What ' +
    'stands behind a field ends it: %k\\t%v\\n.',
  usage: '[TOPIC] [-f FORMAT] [-k KEY] [-K DELIMITER] [-H NAME=VALUE] [FILE…] …',
  wrongUsageExit: 2,
  positionals: { min: 0, max: 1_000, name: 'TOPIC' },
  options: [
    {
      ...value('bootstrap-server', 'HOST:PORT,…', 'The servers to connect to.', 'b'),
      standard: 'localhost:9092',
    },
    value('topic', 'TOPIC', 'The topic; else the first argument is it.', 't'),
    value('partition', 'N', 'The partition; else the key or chance chooses.', 'p'),
    value('key', 'KEY', 'The key of every record.', 'k'),
    value('format', 'FORMAT', 'How records are read; default %v\\n.', 'f'),
    value('key-delimiter', 'TEXT', 'Stands between key and value of a line.', 'K'),
    { ...value('delimiter', 'TEXT', 'Ends a record.', 'D'), standard: '\\n' },
    { ...value('header', 'NAME=VALUE', 'A header of every record.', 'H'), repeated: true },
    flag('null', 'An empty value, or key, is null.', 'Z'),
    flag('lines', 'Files hold many records; without it, each file is one.', 'l'),
    value('count', 'N', 'Ends after so many records.', 'c'),
    value('compression', 'CODEC', 'none, gzip, snappy, lz4 or zstd.', 'z'),
    value('output-format', 'FORMAT', 'Prints each record that arrived: %t %p %o %d %k %v.', 'o'),
    { ...value('setting', 'NAME=VALUE', 'A setting of the producer.', 'X'), repeated: true },
    value('command-config', 'FILE', 'Property file for the producer.', 'F'),
    flag('quiet', 'Tells no progress.', 'q'),
  ],
};

export interface ProducePlan {
  readonly topic: string | undefined;
  readonly files: readonly string[];
  /** Files hold many records. */
  readonly readsLines: boolean;
  readonly partition: number | undefined;
  readonly key: string | undefined;
  readonly headers: readonly (readonly [string, string])[];
  readonly format: string;
  readonly emptyIsNull: boolean;
  /** Infinity where there is no limit. */
  readonly countMax: number;
  readonly outputFormat: string | undefined;
  readonly isQuiet: boolean;
  /** Java's names and values. */
  readonly producer: ReadonlyMap<string, string>;
}

export function planOf(options: ParsedOptions, io: CommandIo): ProducePlan {
  options.exclude('format', 'key-delimiter');
  const named = options.value('topic');
  const [first, ...rest] = options.positionals;
  const format = formatOf(options);
  if (named === undefined && first === undefined && !/%t/.test(format)) {
    throw options.wrong('name a topic: ottla produce TOPIC');
  }
  const partition = options.integer('partition');
  if (partition !== undefined && partition < 0) {
    throw options.wrong(`--partition must be a number from 0, got ${partition}`);
  }
  const countMax = options.integer('count');
  return {
    topic: named ?? first,
    files: named === undefined ? rest : options.positionals,
    readsLines: options.has('lines'),
    partition,
    key: options.value('key'),
    headers: [...options.pairs('header')],
    format,
    emptyIsNull: options.has('null'),
    countMax: countMax ?? Infinity,
    outputFormat: options.value('output-format'),
    isQuiet: options.has('quiet'),
    producer: producerProperties(options, io),
  };
}

function formatOf(options: ParsedOptions): string {
  const format = options.value('format');
  if (format !== undefined) return format;
  const literal = (text: string): string =>
    unescaped(text).replace(/[\\%{}]/g, (char) => (char === '\\' ? '\\\\' : `%${char}`));
  const keyDelimiter = options.value('key-delimiter');
  const front = keyDelimiter === undefined ? '' : `%k${literal(keyDelimiter)}`;
  return `${front}%v${literal(options.value('delimiter') ?? '')}`;
}

function producerProperties(options: ParsedOptions, io: CommandIo): Map<string, string> {
  const file = options.value('command-config');
  const properties = new Map(file === undefined ? [] : readProperties(io, file));
  properties.set('client.id', 'ottla-produce');
  const codec = options.value('compression');
  if (codec !== undefined) properties.set('compression.type', codec);
  for (const [name, text] of options.pairs('setting')) properties.set(name, text);
  properties.set('bootstrap.servers', options.value('bootstrap-server') ?? '');
  return properties;
}

function flag(name: string, about: string, short: string): OptionSpec {
  return { name, short, takes: 'nothing', about };
}

function value(name: string, what: string, about: string, short: string): OptionSpec {
  return { name, short, takes: 'value', value: what, about };
}
