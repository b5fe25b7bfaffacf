// The options of `verifiable-consumer`, as kafka-verifiable-consumer.sh has them, and what they ask
// for.

import { CommandFailure, type CommandIo } from '../../cli/command.ts';
import type { OptionSpec, ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { readProperties } from '../java-manner/client-settings.ts';

export const verifiableConsumerTool: ToolSpec = {
  name: 'verifiable-consumer',
  about:
    'This tool consumes messages from a specific topic and emits consumer events (e.g. group ' +
    'rebalances, received messages, and offsets committed) as JSON objects to STDOUT.',
  usage: '--bootstrap-server HOST:PORT --topic TOPIC --group-id GROUP …',
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [
    {
      ...value('bootstrap-server', 'HOST1:PORT1[,HOST2:PORT2…]', 'The servers to connect to.'),
      required: true,
    },
    { ...value('topic', 'TOPIC', 'Consumes messages from this topic.'), required: true },
    {
      ...value('group-protocol', 'GROUP-PROTOCOL', 'The protocol: classic.'),
      standard: 'classic',
    },
    value('group-remote-assignor', 'ASSIGNOR', 'Used with --group-protocol consumer only.'),
    { ...value('group-id', 'GROUP-ID', 'The id of the consumer group.'), required: true },
    value('group-instance-id', 'GROUP-INSTANCE-ID', 'Makes it a static member.'),
    {
      ...value('max-messages', 'MAX-MESSAGES', 'So many; -1: until it is stopped.'),
      standard: '-1',
    },
    value('session-timeout', 'TIMEOUT-MS', "Sets the consumer's session timeout."),
    { name: 'verbose', takes: 'nothing', about: 'Tells of every record.' },
    { name: 'enable-autocommit', takes: 'nothing', about: 'Commits at intervals.' },
    {
      ...value('reset-policy', 'RESET-POLICY', 'earliest, latest or none.'),
      standard: 'earliest',
    },
    {
      ...value('assignment-strategy', 'ASSIGNMENT-STRATEGY', 'Java name of the assignor.'),
      standard: 'org.apache.kafka.clients.consumer.RangeAssignor',
    },
    {
      ...value('consumer.config', 'CONFIG-FILE', 'Property file for the consumer.'),
      replacedBy: 'command-config',
    },
    value('command-config', 'CONFIG-FILE', 'Property file for the consumer.'),
  ],
};

export interface VerifiableConsumerPlan {
  readonly topic: string;
  /** Infinity where there is no limit. */
  readonly messagesMax: number;
  readonly isVerbose: boolean;
  readonly autoCommits: boolean;
}

export function planOf(options: ParsedOptions): VerifiableConsumerPlan {
  if (options.has('consumer.config') && options.has('command-config')) {
    throw options.wrong('Options --consumer.config and --command-config are mutually exclusive.');
  }
  const messagesMax = options.integer('max-messages') ?? -1;
  return {
    topic: options.value('topic') ?? '',
    messagesMax: messagesMax < 0 ? Infinity : messagesMax,
    isVerbose: options.has('verbose'),
    autoCommits: options.has('enable-autocommit'),
  };
}

/** Java's names and values. The arguments win over the file. */
export function consumerProperties(options: ParsedOptions, io: CommandIo): Map<string, string> {
  if (options.has('consumer.config')) {
    io.stdout.write(
      'Option --consumer.config has been deprecated and will be removed in a future version. ' +
        'Use --command-config instead.\n',
    );
  }
  const file = options.value('command-config') ?? options.value('consumer.config');
  const properties = new Map(file === undefined ? [] : readProperties(io, file));
  const set = (name: string, text: string | undefined): void => {
    if (text !== undefined) properties.set(name, text);
  };
  const protocol = (options.value('group-protocol') ?? '').toUpperCase();
  if (protocol !== 'CLASSIC' && protocol !== 'CONSUMER') {
    throw new CommandFailure(
      'java.lang.IllegalArgumentException: No enum constant ' +
        `org.apache.kafka.clients.consumer.GroupProtocol.${protocol}`,
    );
  }
  set('group.protocol', protocol);
  if (protocol === 'CONSUMER') set('group.remote.assignor', options.value('group-remote-assignor'));
  else set('partition.assignment.strategy', options.value('assignment-strategy'));
  options.integer('session-timeout');
  set('session.timeout.ms', options.value('session-timeout'));
  set('group.id', options.value('group-id'));
  set('group.instance.id', options.value('group-instance-id'));
  set('bootstrap.servers', options.value('bootstrap-server'));
  set('enable.auto.commit', String(options.has('enable-autocommit')));
  set('auto.offset.reset', options.value('reset-policy'));
  return properties;
}

function value(name: string, what: string, about: string): OptionSpec {
  return { name, takes: 'value', value: what, about };
}
