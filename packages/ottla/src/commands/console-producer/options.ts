// The options of `console-producer`, as kafka-console-producer.sh has them, and what they make of
// the producer's settings.

import type { ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import type { CommandIo } from '../../cli/command.ts';
import { bootstrapProblem, readProperties } from '../java-manner/client-settings.ts';

export const LINE_READER = 'org.apache.kafka.tools.LineMessageReader';

export const consoleProducerTool: ToolSpec = {
  name: 'console-producer',
  about: 'This tool helps to read data from standard input and publish it to Kafka.',
  usage: '--bootstrap-server HOST:PORT --topic TOPIC …',
  wrongUsageExit: 1,
  options: [
    { name: 'topic', takes: 'value', about: 'REQUIRED: The topic to produce messages to.' },
    {
      name: 'bootstrap-server',
      takes: 'value',
      about: 'REQUIRED: The servers to connect to: HOST1:PORT1,HOST2:PORT2.',
    },
    { name: 'sync', takes: 'nothing', about: 'Waits for each message before the next.' },
    {
      name: 'compression-codec',
      takes: 'optional',
      about: 'none, gzip, snappy, lz4 or zstd; gzip where no value is given.',
    },
    number('batch-size', '16384', 'Bytes of a batch (batch.size).'),
    number('message-send-max-retries', '3', 'Attempts after the first (retries).'),
    number('retry-backoff-ms', '100', 'Pause before an attempt (retry.backoff.ms).'),
    number('timeout', '1000', 'How long a message waits for company (linger.ms).'),
    {
      name: 'request-required-acks',
      takes: 'value',
      standard: '-1',
      about: 'Acknowledgements of a request (acks).',
    },
    number('request-timeout-ms', '1500', 'How long a request may take (request.timeout.ms).'),
    number('metadata-expiry-ms', '300000', 'Age of metadata (metadata.max.age.ms).'),
    number('max-block-ms', '60000', 'How long a send may wait (max.block.ms).'),
    number('max-memory-bytes', '33554432', 'Memory for waiting messages (buffer.memory).'),
    {
      ...number('max-partition-memory-bytes', undefined, 'Bytes of a batch.'),
      replacedBy: 'batch-size',
    },
    {
      name: 'line-reader',
      takes: 'value',
      standard: LINE_READER,
      about: 'The class that reads lines; only the standard one is there.',
    },
    {
      ...number('socket-buffer-size', undefined, 'Size of the socket buffer.'),
      later: 'the operating system sizes socket buffers, leave it out',
    },
    pairs('property', 'reader-property', 'Settings of the line reader.'),
    pairs('reader-property', undefined, 'Settings of the line reader: parse.key=true and others.'),
    { name: 'reader-config', takes: 'value', about: 'Property file for the line reader.' },
    pairs('producer-property', 'command-property', 'Settings of the producer.'),
    pairs('command-property', undefined, 'Settings of the producer, as key=value.'),
    {
      name: 'producer.config',
      takes: 'value',
      about: 'Property file for the producer.',
      replacedBy: 'command-config',
    },
    { name: 'command-config', takes: 'value', about: 'Property file for the producer.' },
  ],
};

export interface ConsoleProducerPlan {
  readonly topic: string;
  readonly isSync: boolean;
  /** Java's names and values. */
  readonly producer: ReadonlyMap<string, string>;
  readonly reader: ReadonlyMap<string, string>;
}

/** Checks what Java checks and tells its warnings on standard output, as it does. */
export function planOf(options: ParsedOptions, io: CommandIo): ConsoleProducerPlan {
  options.require('topic');
  for (const [now, before] of [
    ['command-config', 'producer.config'],
    ['command-property', 'producer-property'],
    ['reader-property', 'property'],
  ] as const) {
    if (options.has(now) && options.has(before)) {
      throw options.wrong(`Options --${now} and --${before} cannot be specified together.`);
    }
  }
  warn(options, io);
  const problem = bootstrapProblem(options.value('bootstrap-server') ?? '');
  if (problem !== undefined) throw options.wrong(problem);
  if (options.value('line-reader') !== LINE_READER) {
    throw options.wrong(`--line-reader must be ${LINE_READER}: Java classes cannot be loaded`);
  }
  return {
    topic: options.value('topic') ?? '',
    isSync: options.has('sync'),
    producer: producerProperties(options, io),
    reader: readerProperties(options, io),
  };
}

const DEPRECATED = [
  ['producer-property', 'Use --command-property instead.'],
  ['producer.config', 'Use --command-config instead.'],
  ['property', 'Use --reader-property instead.'],
] as const;

function warn(options: ParsedOptions, io: CommandIo): void {
  for (const [name, advice] of DEPRECATED) {
    if (!options.has(name)) continue;
    io.stdout.write(
      `Warning: --${name} is deprecated and will be removed in a future version. ${advice}\n`,
    );
  }
  if (options.has('max-partition-memory-bytes')) {
    io.stdout.write(
      'Warning: --max-partition-memory-bytes is deprecated and will be removed in Apache Kafka ' +
        '5.0. Use --batch-size instead.\n',
    );
  }
}

/** Option, property: the option's standard value gives way to a property that the user set. */
const MERGED = [
  ['timeout', 'linger.ms'],
  ['request-required-acks', 'acks'],
  ['request-timeout-ms', 'request.timeout.ms'],
  ['message-send-max-retries', 'retries'],
  ['retry-backoff-ms', 'retry.backoff.ms'],
  ['max-memory-bytes', 'buffer.memory'],
  ['batch-size', 'batch.size'],
  ['max-partition-memory-bytes', 'batch.size'],
  ['metadata-expiry-ms', 'metadata.max.age.ms'],
  ['max-block-ms', 'max.block.ms'],
] as const;

function producerProperties(options: ParsedOptions, io: CommandIo): Map<string, string> {
  const file = options.value('command-config') ?? options.value('producer.config');
  const properties = new Map(file === undefined ? [] : readProperties(io, file));
  for (const name of ['command-property', 'producer-property']) {
    for (const [key, value] of options.pairs(name)) properties.set(key, value);
  }
  properties.set('bootstrap.servers', options.value('bootstrap-server') ?? '');
  properties.set('compression.type', codecOf(options));
  if (!properties.has('client.id')) properties.set('client.id', 'console-producer');
  for (const [option, property] of MERGED) {
    const isNumber = option !== 'request-required-acks';
    if (isNumber) options.integer(option);
    const value = options.value(option);
    if (value !== undefined && (options.has(option) || !properties.has(property))) {
      properties.set(property, value);
    }
  }
  return properties;
}

function codecOf(options: ParsedOptions): string {
  if (!options.has('compression-codec')) return 'none';
  const value = options.value('compression-codec');
  return value === undefined || value === '' ? 'gzip' : value;
}

function readerProperties(options: ParsedOptions, io: CommandIo): Map<string, string> {
  const file = options.value('reader-config');
  const properties = new Map(file === undefined ? [] : readProperties(io, file));
  for (const name of ['reader-property', 'property']) {
    for (const [key, value] of options.pairs(name)) properties.set(key, value);
  }
  return properties;
}

function number(
  name: string,
  standard: string | undefined,
  about: string,
): ToolSpec['options'][number] {
  const option = { name, takes: 'value', value: 'Number', about } as const;
  return standard === undefined ? option : { ...option, standard };
}

function pairs(
  name: string,
  replacedBy: string | undefined,
  about: string,
): ToolSpec['options'][number] {
  const option = { name, takes: 'value', repeated: true, value: 'key=value', about } as const;
  return replacedBy === undefined ? option : { ...option, replacedBy };
}
