// The options of `consume`: kcat's letters and rpk's format strings.

import { CommandFailure, type CommandIo } from '../../cli/command.ts';
import type { OptionSpec, ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { readProperties } from '../java-manner/client-settings.ts';
import { unescaped } from '../record-format/tokens.ts';
import { parseStart, type Start } from './start.ts';

export const consumeTool: ToolSpec = {
  name: 'consume',
  about:
    'Print records by a format string. In a format: %t topic, %p partition, %o offset, %k key, ' +
    '%v value, %h headers, %d time, %K and %V sizes, %H number of headers, %e leader epoch, ' +
    '%[ log start, %] high watermark, %i running number; %v{hex}, {base64}, {json}; ' +
    '%d{iso}, {strftime[%F %T]}; %h{%k:%v }; \\n \\t \\x00 and %%.',
  usage: '[TOPIC…] [-f FORMAT] [-o start|end|N|-N|@TIME] [-c COUNT] [-e] …',
  wrongUsageExit: 2,
  positionals: { min: 0, max: 100, name: 'TOPIC' },
  options: [
    {
      ...value('bootstrap-server', 'HOST:PORT,…', 'The servers to connect to.', 'b'),
      standard: 'localhost:9092',
    },
    { ...value('topic', 'TOPIC', 'A topic; more than one.', 't'), repeated: true },
    flag('regex', 'Topics are regular expressions.', 'r'),
    value('partitions', '0,1,…', 'Only these partitions.', 'p'),
    {
      ...value('offset', 'START', 'start, end, N, -N (the last N), @TIME.', 'o'),
      standard: 'start',
    },
    { ...value('count', 'N', 'Ends after so many records.', 'c'), aliases: ['num', 'n'] },
    flag('exit', 'Ends when all that was there is printed.', 'e'),
    value('format', 'FORMAT', 'How a record is printed; default %v\\n.', 'f'),
    flag('json', 'A line of JSON for each record, as kcat -J.', 'J'),
    value('key-delimiter', 'TEXT', 'Prints the key and this before the value.', 'K'),
    { ...value('delimiter', 'TEXT', 'Stands behind each record.', 'D'), standard: '\\n' },
    value('null', 'TEXT', 'Stands for null; default nothing.', 'Z'),
    value('group', 'GROUP', 'Reads as a member of a group, which remembers where.', 'G'),
    { ...value('setting', 'NAME=VALUE', 'A setting of the consumer.', 'X'), repeated: true },
    value('command-config', 'FILE', 'Property file for the consumer.', 'F'),
    flag('quiet', 'Tells neither the ends of partitions nor progress.', 'q'),
  ],
};

export interface ConsumePlan {
  readonly topics: readonly string[];
  readonly isPattern: boolean;
  /** Undefined: all. */
  readonly partitions: ReadonlySet<number> | undefined;
  readonly start: Start;
  /** Infinity where there is no limit. */
  readonly countMax: number;
  readonly endsAtEnd: boolean;
  readonly format: string;
  readonly isJson: boolean;
  readonly nullText: string;
  readonly isGroup: boolean;
  readonly isQuiet: boolean;
  /** Java's names and values. */
  readonly consumer: ReadonlyMap<string, string>;
}

export function planOf(options: ParsedOptions, io: CommandIo): ConsumePlan {
  const topics = [...options.positionals, ...options.values('topic')];
  if (topics.length === 0) throw options.wrong('name a topic: ottla consume TOPIC');
  options.exclude('json', 'format', 'key-delimiter');
  options.exclude('format', 'key-delimiter');
  options.exclude('group', 'partitions', 'exit');
  const start = parseStart(options.value('offset') ?? '', io.world().clock.wallMs());
  if (start === undefined) {
    throw options.wrong(
      `--offset must be start, end, a number, -N or @TIME, got '${options.value('offset')}'`,
    );
  }
  const countMax = options.integer('count');
  if (countMax !== undefined && countMax < 0) {
    throw options.wrong(`--count must be a number from 0, got ${countMax}`);
  }
  return {
    topics,
    isPattern: options.has('regex'),
    partitions: partitionsOf(options),
    start,
    countMax: countMax ?? Infinity,
    endsAtEnd: options.has('exit'),
    format: formatOf(options),
    isJson: options.has('json'),
    nullText: unescaped(options.value('null') ?? ''),
    isGroup: options.has('group'),
    isQuiet: options.has('quiet'),
    consumer: consumerProperties(options, start, io),
  };
}

function partitionsOf(options: ParsedOptions): ReadonlySet<number> | undefined {
  const text = options.value('partitions');
  if (text === undefined) return undefined;
  return new Set(
    text.split(',').map((each) => {
      if (/^\d+$/.test(each.trim())) return Number(each);
      throw options.wrong(`--partitions must be numbers like 0,1, got '${text}'`);
    }),
  );
}

/** The delimiter belongs to the short forms only: a format says all by itself. */
function formatOf(options: ParsedOptions): string {
  const format = options.value('format');
  if (format !== undefined) return format;
  const literal = (text: string): string => unescaped(text).replace(/[\\%{}]/g, escapeLiteral);
  const keyDelimiter = options.value('key-delimiter');
  const front = keyDelimiter === undefined ? '' : `%k${literal(keyDelimiter)}`;
  return `${front}%v${literal(options.value('delimiter') ?? '')}`;
}

function escapeLiteral(char: string): string {
  return char === '\\' ? '\\\\' : `%${char}`;
}

function consumerProperties(
  options: ParsedOptions,
  start: Start,
  io: CommandIo,
): Map<string, string> {
  const file = options.value('command-config');
  const properties = new Map(file === undefined ? [] : readProperties(io, file));
  properties.set('client.id', 'ottla-consume');
  properties.set('allow.auto.create.topics', 'false');
  const reset = start === 'latest' ? 'latest' : 'earliest';
  properties.set('auto.offset.reset', reset);
  for (const [name, text] of options.pairs('setting')) properties.set(name, text);
  properties.set('bootstrap.servers', options.value('bootstrap-server') ?? '');
  const group = options.value('group');
  if (group === '') throw new CommandFailure('--group must name the group');
  if (group !== undefined) properties.set('group.id', group);
  return properties;
}

function flag(name: string, about: string, short: string): OptionSpec {
  return { name, short, takes: 'nothing', about };
}

function value(name: string, what: string, about: string, short: string): OptionSpec {
  return { name, short, takes: 'value', value: what, about };
}
