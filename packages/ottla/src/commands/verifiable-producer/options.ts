// The options of `verifiable-producer`, as kafka-verifiable-producer.sh has them, and what they ask
// for.

import type { CommandIo } from '../../cli/command.ts';
import type { OptionSpec, ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { readProperties } from '../java-manner/client-settings.ts';

export const verifiableProducerTool: ToolSpec = {
  name: 'verifiable-producer',
  about:
    'This tool produces increasing integers to the specified topic and prints JSON metadata to ' +
    'stdout on each "send" request, making externally visible which messages have been acked ' +
    'and which have not.',
  usage: '--bootstrap-server HOST:PORT --topic TOPIC [--max-messages N] …',
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [
    { ...value('topic', 'TOPIC', 'Produce messages to this topic.'), required: true },
    {
      ...value('bootstrap-server', 'HOST1:PORT1[,HOST2:PORT2…]', 'The servers to connect to.'),
      required: true,
    },
    {
      ...value('max-messages', 'MAX-MESSAGES', 'So many; -1: until it is stopped.'),
      standard: '-1',
    },
    {
      ...value('throughput', 'THROUGHPUT', 'Messages a second, about; -1: no limit.'),
      standard: '-1',
    },
    { ...value('acks', 'ACKS', 'Acknowledgements of each message: 0, 1 or -1.'), standard: '-1' },
    {
      ...value('producer.config', 'CONFIG-FILE', 'Property file for the producer.'),
      replacedBy: 'command-config',
    },
    value('command-config', 'CONFIG-FILE', 'Property file for the producer.'),
    {
      ...value('message-create-time', 'CREATE-TIME', 'Timestamp of the first message.'),
      standard: '-1',
    },
    value('value-prefix', 'VALUE-PREFIX', 'A number that each value begins with.'),
    value('repeating-keys', 'REPEATING-KEYS', 'Keys count from 0 to below this, again and again.'),
  ],
};

export interface VerifiableProducerPlan {
  readonly topic: string;
  /** Infinity where there is no limit. */
  readonly messagesMax: number;
  /** Messages; below 0: without limit. */
  readonly perSecond: number;
  readonly valuePrefix: number | undefined;
  /** Undefined: no keys. */
  readonly keyCount: number | undefined;
  readonly createTime: number | undefined;
}

export function planOf(options: ParsedOptions): VerifiableProducerPlan {
  const acks = options.value('acks') ?? '';
  if (!['0', '1', '-1'].includes(acks)) {
    throw options.wrong(`argument --acks: invalid choice: '${acks}' (choose from {0,1,-1})`);
  }
  if (options.has('producer.config') && options.has('command-config')) {
    throw options.wrong('Options --producer.config and --command-config are mutually exclusive.');
  }
  const messagesMax = options.integer('max-messages') ?? -1;
  const createTime = options.integer('message-create-time') ?? -1;
  return {
    topic: options.value('topic') ?? '',
    messagesMax: messagesMax < 0 ? Infinity : messagesMax,
    perSecond: options.integer('throughput') ?? -1,
    valuePrefix: options.integer('value-prefix'),
    keyCount: options.integer('repeating-keys'),
    createTime: createTime === -1 ? undefined : createTime,
  };
}

/** Java's names and values. As in Java, the file wins over everything else. */
export function producerProperties(options: ParsedOptions, io: CommandIo): Map<string, string> {
  const properties = new Map([
    ['bootstrap.servers', options.value('bootstrap-server') ?? ''],
    ['acks', options.value('acks') ?? ''],
    ['retries', '0'],
  ]);
  if (options.has('producer.config')) {
    io.stdout.write(
      'Option --producer.config has been deprecated and will be removed in a future version. ' +
        'Use --command-config instead.\n',
    );
  }
  const file = options.value('command-config') ?? options.value('producer.config');
  if (file === undefined) return properties;
  return new Map([...properties, ...readProperties(io, file)]);
}

function value(name: string, what: string, about: string): OptionSpec {
  return { name, takes: 'value', value: what, about };
}
