// The options of `topics`, as kafka-topics.sh has them, and the checks between them.

import { CommandFailure } from '../../cli/command.ts';
import type { ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { JSON_OPTION } from '../java-manner/admin-access.ts';

export const topicsTool: ToolSpec = {
  name: 'topics',
  about: 'This tool helps to create, delete, describe, or change a topic.',
  usage: '--bootstrap-server HOST:PORT (--list | --describe | --create | --alter | --delete) …',
  wrongUsageExit: 1,
  options: [
    flag('list', 'List all available topics.'),
    flag('create', 'Create a new topic.'),
    flag('delete', 'Delete a topic.'),
    flag('alter', 'Alter the number of partitions and replica assignment.'),
    flag('describe', 'List details for the given topics.'),
    value('bootstrap-server', 'server to connect to', 'REQUIRED: The Kafka server to connect to.'),
    value('command-config', 'file', 'Property file with settings for the admin client.'),
    value('topic', 'topic', 'The topic, or (not for --create) a regular expression.'),
    value('topic-id', 'topic-id', 'The topic id to describe.'),
    {
      name: 'config',
      takes: 'value',
      repeated: true,
      value: 'name=value',
      about: 'A configuration of the topic to be created.',
    },
    {
      name: 'delete-config',
      takes: 'value',
      repeated: true,
      value: 'name',
      about: 'Has no effect since Kafka 4.0.',
    },
    value('partitions', '# of partitions', "The number of partitions; default: the cluster's."),
    value('replication-factor', 'number', "Replicas of each partition; default: the cluster's."),
    value(
      'replica-assignment',
      'ids',
      'Brokers of each partition: 1:2,2:3 is two partitions with two replicas each.',
    ),
    flag('under-replicated-partitions', 'Describe only under-replicated partitions.'),
    flag('unavailable-partitions', 'Describe only partitions without an available leader.'),
    flag('under-min-isr-partitions', 'Describe only partitions below min.insync.replicas.'),
    flag('at-min-isr-partitions', 'Describe only partitions at min.insync.replicas.'),
    flag('topics-with-overrides', 'Describe only topics with configurations of their own.'),
    flag('if-exists', 'Alter, delete or describe only where the topic exists.'),
    flag('if-not-exists', 'Creating a topic that exists is no failure.'),
    flag('exclude-internal', 'Leave internal topics out.'),
    value(
      'partition-size-limit-per-response',
      'number',
      'Partitions in one DescribeTopicPartitions response.',
    ),
    JSON_OPTION,
  ],
};

const ACTIONS = ['create', 'list', 'alter', 'describe', 'delete'] as const;

export type Action = (typeof ACTIONS)[number];

const REPORTS = [
  'under-replicated-partitions',
  'under-min-isr-partitions',
  'at-min-isr-partitions',
  'unavailable-partitions',
];

/** Which actions an option may stand with. */
const ALLOWED: readonly (readonly [option: string, actions: readonly Action[]])[] = [
  ['config', ['alter', 'create']],
  ['partitions', ['alter', 'create']],
  ['replication-factor', ['create']],
  ['replica-assignment', ['alter', 'create']],
  ['topics-with-overrides', ['describe']],
  ['if-exists', ['alter', 'delete', 'describe']],
  ['if-not-exists', ['create']],
  ['exclude-internal', ['list', 'describe']],
  ['json', ['list', 'describe']],
];

/** Checks everything that Java checks, in its order, and returns the one action. */
export function checkedAction(options: ParsedOptions, tell: (text: string) => void): Action {
  const actions = ACTIONS.filter((action) => options.has(action));
  const [action] = actions;
  if (action === undefined || actions.length > 1) {
    throw options.wrong(
      'Command must include exactly one action: --list, --describe, --create, --alter or --delete',
    );
  }
  if (options.has('delete-config')) {
    tell(
      'delete-config option is no longer supported and deprecated since version 4.0. ' +
        'The config will be fully removed in future releases.\n',
    );
  }
  checkRequired(options, action);
  checkExcluded(options);
  return action;
}

function checkRequired(options: ParsedOptions, action: Action): void {
  if (!options.has('bootstrap-server')) {
    throw new CommandFailure('--bootstrap-server must be specified');
  }
  if (action === 'describe' && options.has('if-exists')) {
    if (!options.has('topic') && !options.has('topic-id')) {
      throw options.wrong('--topic or --topic-id is required to describe a topic');
    }
  }
  if (action !== 'list' && action !== 'describe') options.require('topic');
  if (action !== 'alter') return;
  if (options.has('config')) {
    throw options.wrong(
      'Option combination "[[bootstrap-server], [config]]" can\'t be used with option "[alter]" ' +
        '(To alter topic configurations, the kafka-configs tool can be used.)',
    );
  }
  options.require('partitions');
}

function checkExcluded(options: ParsedOptions): void {
  for (const [option, allowed] of ALLOWED) {
    options.exclude(option, ...ACTIONS.filter((action) => !allowed.includes(action)));
  }
  if (options.has('create')) {
    options.exclude('replica-assignment', 'partitions', 'replication-factor');
  }
  const others = ACTIONS.filter((action) => action !== 'describe');
  for (const report of REPORTS) options.exclude(report, ...others, 'topics-with-overrides');
  options.exclude('topics-with-overrides', ...REPORTS);
}

function flag(name: string, about: string): ToolSpec['options'][number] {
  return { name, takes: 'nothing', about };
}

function value(name: string, what: string, about: string): ToolSpec['options'][number] {
  return { name, takes: 'value', value: `String: ${what}`, about };
}
