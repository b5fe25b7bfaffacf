// The options of `consumer-perf-test`, as kafka-consumer-perf-test.sh has them, and what they ask
// for.

import type { CommandIo } from '../../cli/command.ts';
import type { OptionSpec, ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { readProperties } from '../java-manner/client-settings.ts';

/** Names of groups that are made up. */
const MADE_UP_GROUPS = 100_000;

export const consumerPerfTool: ToolSpec = {
  name: 'consumer-perf-test',
  about: 'This tool is used to verify the consumer performance.',
  usage: '--bootstrap-server HOST:PORT --topic TOPIC --num-records N …',
  wrongUsageExit: 1,
  options: [
    value('bootstrap-server', 'server to connect to', 'REQUIRED: The servers to connect to.'),
    value('topic', 'topic', 'The topic to consume from.'),
    value('include', 'regex', 'Regular expression of topics to consume.'),
    value('group', 'gid', 'The group; else one is made up.'),
    { ...value('fetch-size', 'size', 'Bytes of a partition in one fetch.'), standard: '1048576' },
    {
      ...value('command-property', 'prop1=val1', 'Settings of the consumer.'),
      repeated: true,
    },
    flag('from-latest', 'Without committed offsets, start at the end and not at the beginning.'),
    {
      ...value('socket-buffer-size', 'size', 'The operating system sizes socket buffers.'),
      standard: '2097152',
    },
    {
      ...value('consumer.config', 'config file', 'Property file for the consumer.'),
      replacedBy: 'command-config',
    },
    value('command-config', 'config file', 'Property file for the consumer.'),
    {
      ...flag('print-metrics', 'Print out the metrics.'),
      later: 'the client keeps no metrics yet, leave it out',
    },
    flag('show-detailed-stats', 'A line for each reporting interval, and none at the end.'),
    {
      name: 'timeout',
      takes: 'optional',
      value: 'milliseconds',
      about: 'The longest time without a record.',
      standard: '10000',
    },
    { ...value('messages', 'count', 'How many records.'), replacedBy: 'num-records' },
    value('num-records', 'count', 'REQUIRED: How many records.'),
    {
      ...value('reporting-interval', 'interval_ms', 'Milliseconds between progress lines.'),
      standard: '5000',
    },
    {
      ...value('date-format', 'date format', "As of Java's SimpleDateFormat."),
      standard: 'yyyy-MM-dd HH:mm:ss:SSS',
    },
    flag('hide-header', 'Skips the header.'),
  ],
};

export interface ConsumerPerfPlan {
  readonly topic: string | undefined;
  readonly include: string | undefined;
  readonly recordCount: number;
  readonly timeoutMs: number;
  readonly reportingMs: number;
  readonly isDetailed: boolean;
  readonly dateFormat: string;
}

/** The checks between options that come before everything else, and their warnings. */
export function checkOptions(options: ParsedOptions, io: CommandIo): void {
  options.require('bootstrap-server');
  options.requireExactlyOne('topic', 'include');
  options.requireExactlyOne('messages', 'num-records');
  options.exclude('consumer.config', 'command-config');
  for (const [before, now] of [
    ['messages', 'num-records'],
    ['consumer.config', 'command-config'],
  ] as const) {
    if (options.has(before)) {
      io.stdout.write(`Warning: --${before} is deprecated. Use --${now} instead.\n`);
    }
  }
}

/** Throws a UsageError for numbers that are none: Java comes to them after the header. */
export function planOf(options: ParsedOptions): ConsumerPerfPlan {
  const reportingMs = options.integer('reporting-interval') ?? 0;
  if (reportingMs <= 0) throw options.wrong('Reporting interval must be greater than 0.');
  const given = options.has('messages') ? 'messages' : 'num-records';
  const timeout = options.value('timeout');
  const timeoutMs = timeout === '' ? undefined : options.integer('timeout');
  return {
    topic: options.value('topic'),
    include: options.value('include'),
    recordCount: options.integer(given) ?? 0,
    timeoutMs: timeoutMs ?? 10_000,
    reportingMs,
    isDetailed: options.has('show-detailed-stats'),
    dateFormat: options.value('date-format') ?? '',
  };
}

/** Java's names and values. */
export function consumerProperties(options: ParsedOptions, io: CommandIo): Map<string, string> {
  const file = options.value('consumer.config') ?? options.value('command-config');
  const properties = new Map(file === undefined ? [] : readProperties(io, file));
  for (const [name, text] of options.pairs('command-property')) properties.set(name, text);
  options.integer('socket-buffer-size');
  options.integer('fetch-size');
  const madeUp = `perf-consumer-${io.world().random.uint32() % MADE_UP_GROUPS}`;
  properties.set('bootstrap.servers', options.value('bootstrap-server') ?? '');
  properties.set('group.id', options.value('group') ?? madeUp);
  properties.set('max.partition.fetch.bytes', options.value('fetch-size') ?? '');
  properties.set('auto.offset.reset', options.has('from-latest') ? 'latest' : 'earliest');
  properties.set('check.crcs', 'false');
  if (!properties.has('client.id')) properties.set('client.id', 'perf-consumer-client');
  return properties;
}

function flag(name: string, about: string): OptionSpec {
  return { name, takes: 'nothing', about };
}

function value(name: string, what: string, about: string): OptionSpec {
  return { name, takes: 'value', value: what, about };
}
