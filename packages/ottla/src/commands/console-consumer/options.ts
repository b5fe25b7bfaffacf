// The options of `console-consumer`, as kafka-console-consumer.sh has them, and what they ask for.

import type { StartPosition } from '@ottla/client';

import { CommandFailure, type CommandIo } from '../../cli/command.ts';
import type { ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { readProperties } from '../java-manner/client-settings.ts';

export const DEFAULT_FORMATTER = 'org.apache.kafka.tools.consumer.DefaultMessageFormatter';
/** Names of groups that are made up are not meant to be used again. */
const MADE_UP_GROUPS = 100_000;

export const consoleConsumerTool: ToolSpec = {
  name: 'console-consumer',
  about: 'This tool helps to read data from Kafka topics and outputs it to standard output.',
  usage: '--bootstrap-server HOST:PORT --topic TOPIC [--from-beginning] …',
  wrongUsageExit: 1,
  options: [
    { name: 'topic', takes: 'value', about: 'The topic to consume from.' },
    { name: 'include', takes: 'value', about: 'Regular expression of topics to consume.' },
    {
      name: 'partition',
      takes: 'value',
      value: 'Integer',
      about: 'The only partition to consume; from its end unless --offset is given.',
    },
    {
      name: 'offset',
      takes: 'value',
      standard: 'latest',
      about: 'Where to start in the partition: a number, earliest or latest.',
    },
    { name: 'from-beginning', takes: 'nothing', about: 'Starts with the earliest message.' },
    { name: 'max-messages', takes: 'value', value: 'Integer', about: 'Ends after so many.' },
    {
      name: 'timeout-ms',
      takes: 'value',
      value: 'Long',
      about: 'Ends when there was no message for so long.',
    },
    { name: 'skip-message-on-error', takes: 'nothing', about: 'Leaves out what cannot be shown.' },
    { name: 'group', takes: 'value', about: 'The consumer group; else one is made up.' },
    {
      name: 'isolation-level',
      takes: 'value',
      standard: 'read_uncommitted',
      about: 'read_committed leaves out what transactions did not commit.',
    },
    { name: 'key-deserializer', takes: 'value', about: 'Class that turns keys into text.' },
    { name: 'value-deserializer', takes: 'value', about: 'Class that turns values into text.' },
    { name: 'formatter', takes: 'value', standard: DEFAULT_FORMATTER, about: 'Class that prints.' },
    pairs('property', 'formatter-property', 'Settings of the formatter.'),
    pairs('formatter-property', undefined, 'Settings of the formatter: print.key=true and others.'),
    { name: 'formatter-config', takes: 'value', about: 'Property file for the formatter.' },
    pairs('consumer-property', 'command-property', 'Settings of the consumer.'),
    pairs('command-property', undefined, 'Settings of the consumer, as key=value.'),
    {
      name: 'consumer.config',
      takes: 'value',
      about: 'Property file for the consumer.',
      replacedBy: 'command-config',
    },
    { name: 'command-config', takes: 'value', about: 'Property file for the consumer.' },
    { name: 'enable-systest-events', takes: 'nothing', about: 'Prints shutdown_complete.' },
    {
      name: 'bootstrap-server',
      takes: 'value',
      about: 'REQUIRED: The servers to connect to: HOST1:PORT1,HOST2:PORT2.',
    },
  ],
};

export interface ConsoleConsumerPlan {
  readonly topic: string | undefined;
  readonly include: string | undefined;
  readonly partition: number | undefined;
  readonly from: StartPosition;
  /** Infinity where there is no limit. */
  readonly messagesMax: number;
  readonly timeoutMs: number | undefined;
  readonly skipsErrors: boolean;
  readonly formatter: string;
  readonly formatterProperties: ReadonlyMap<string, string>;
  /** Java's names and values. */
  readonly consumer: ReadonlyMap<string, string>;
  readonly tellsEvents: boolean;
}

/** Checks what Java checks and tells its warnings on standard output, as it does. */
export function planOf(options: ParsedOptions, io: CommandIo): ConsoleConsumerPlan {
  checkRequired(options);
  const consumer = consumerProperties(options, io);
  const from = startOf(options);
  return {
    topic: options.value('topic'),
    include: options.value('include'),
    partition: options.integer('partition'),
    from,
    messagesMax: limitOf(options.integer('max-messages')),
    timeoutMs: timeoutOf(options.integer('timeout-ms')),
    skipsErrors: options.has('skip-message-on-error'),
    formatter: options.value('formatter') ?? DEFAULT_FORMATTER,
    formatterProperties: formatterProperties(options, io),
    consumer,
    tellsEvents: options.has('enable-systest-events'),
  };
}

function checkRequired(options: ParsedOptions): void {
  options.requireExactlyOne('topic', 'include');
  if (options.has('partition')) {
    if (!options.has('topic')) {
      throw options.wrong('The topic is required when partition is specified.');
    }
    if (options.has('from-beginning') && options.has('offset')) {
      throw options.wrong('Options from-beginning and offset cannot be specified together.');
    }
  } else if (options.has('offset')) {
    throw options.wrong('The partition is required when offset is specified.');
  }
  options.require('bootstrap-server');
}

const DEPRECATED = [
  ['consumer-property', 'command-property'],
  ['consumer.config', 'command-config'],
] as const;

function consumerProperties(options: ParsedOptions, io: CommandIo): Map<string, string> {
  for (const [before, now] of DEPRECATED) {
    if (options.has(before) && options.has(now)) {
      throw options.wrong(`Options --${before} and --${now} cannot be specified together.`);
    }
  }
  for (const [before, now] of DEPRECATED) {
    if (options.has(before)) io.stdout.write(deprecation(before, now));
  }
  const file = options.value('command-config') ?? options.value('consumer.config');
  const properties = new Map(file === undefined ? [] : readProperties(io, file));
  for (const name of ['command-property', 'consumer-property']) {
    for (const [key, value] of options.pairs(name)) properties.set(key, value);
  }
  setGroup(options, properties, io);
  properties.set('bootstrap.servers', options.value('bootstrap-server') ?? '');
  if (!properties.has('client.id')) properties.set('client.id', 'console-consumer');
  if (options.has('isolation-level') || !properties.has('isolation.level')) {
    properties.set('isolation.level', options.value('isolation-level') ?? '');
  }
  setReset(options, properties);
  return properties;
}

function setGroup(options: ParsedOptions, properties: Map<string, string>, io: CommandIo): void {
  const given = [options.value('group'), properties.get('group.id')];
  const groups = new Set(given.filter((group) => group !== undefined));
  if (groups.size > 1) {
    const list = [...groups].map((group) => `'${group}'`).join(', ');
    throw options.wrong(
      "The group ids provided in different places (directly using '--group', via " +
        `'--command-property' or '--command-config') do not match. Detected group ids: ${list}`,
    );
  }
  const [group] = groups;
  if (options.has('partition')) {
    if (group === undefined) return;
    throw options.wrong('Options group and partition cannot be specified together.');
  }
  const madeUp = `console-consumer-${io.world().random.uint32() % MADE_UP_GROUPS}`;
  properties.set('group.id', group ?? madeUp);
  if (group === undefined && !properties.has('enable.auto.commit')) {
    properties.set('enable.auto.commit', 'false');
  }
}

function setReset(options: ParsedOptions, properties: Map<string, string>): void {
  const asked = properties.get('auto.offset.reset');
  if (asked === undefined) {
    properties.set('auto.offset.reset', options.has('from-beginning') ? 'earliest' : 'latest');
  } else if (options.has('from-beginning') && asked !== 'earliest') {
    throw new CommandFailure(
      `Can't simultaneously specify --from-beginning and 'auto.offset.reset=${asked}', ` +
        'please remove one option',
    );
  }
}

/** Of the partition; a group starts at its committed offsets. */
function startOf(options: ParsedOptions): StartPosition {
  if (!options.has('offset')) return options.has('from-beginning') ? 'earliest' : 'latest';
  const text = options.value('offset') ?? '';
  const word = text.toLowerCase();
  if (word === 'earliest' || word === 'latest') return word;
  if (/^\+?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return { offset: Number(text) };
  throw options.wrong(
    `The provided offset value '${text}' is incorrect. Valid values are 'earliest', 'latest', ` +
      'or a non-negative long.',
  );
}

function limitOf(asked: number | undefined): number {
  return asked === undefined || asked === -1 ? Infinity : asked;
}

function timeoutOf(asked: number | undefined): number | undefined {
  return asked === undefined || asked < 0 ? undefined : asked;
}

function formatterProperties(options: ParsedOptions, io: CommandIo): Map<string, string> {
  if (options.has('formatter-property') && options.has('property')) {
    throw options.wrong(
      'Options --property and --formatter-property cannot be specified together.',
    );
  }
  if (options.has('property')) io.stdout.write(deprecation('property', 'formatter-property'));
  const file = options.value('formatter-config');
  const properties = new Map(file === undefined ? [] : readProperties(io, file));
  for (const name of ['key', 'value']) {
    const given = options.value(`${name}-deserializer`);
    if (given !== undefined && given !== '') properties.set(`${name}.deserializer`, given);
  }
  for (const name of ['formatter-property', 'property']) {
    for (const [key, value] of options.pairs(name)) properties.set(key, value);
  }
  return properties;
}

function deprecation(before: string, now: string): string {
  return (
    `Option --${before} is deprecated and will be removed in a future version. ` +
    `Use --${now} instead.\n`
  );
}

function pairs(
  name: string,
  replacedBy: string | undefined,
  about: string,
): ToolSpec['options'][number] {
  const option = { name, takes: 'value', repeated: true, value: 'key=value', about } as const;
  return replacedBy === undefined ? option : { ...option, replacedBy };
}
