// The options of `consumer-groups`, as kafka-consumer-groups.sh has them, and the checks between
// them.

import type { OptionSpec, ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { JSON_OPTION } from '../java-manner/admin-access.ts';

export const consumerGroupsTool: ToolSpec = {
  name: 'consumer-groups',
  about:
    'This tool helps to list all consumer groups, describe a consumer group, delete consumer ' +
    'group info, or reset consumer group offsets.',
  usage:
    '--bootstrap-server HOST:PORT (--list | --describe | --delete | --reset-offsets | ' +
    '--delete-offsets) …',
  wrongUsageExit: 1,
  options: [
    value('bootstrap-server', 'server to connect to', 'REQUIRED: The servers to connect to.'),
    { ...value('group', 'consumer group', 'The consumer group; more than one.'), repeated: true },
    {
      ...value('topic', 'topic', 'The topic, also with partitions: topic1:0,1,2; more than one.'),
      repeated: true,
    },
    flag('all-topics', 'All topics with offsets of the group, in --reset-offsets.'),
    flag('list', 'List all consumer groups.'),
    flag('describe', 'Describe groups: offsets and how far they lag behind.'),
    flag('all-groups', 'Apply to all consumer groups.'),
    flag('delete', 'Delete groups with all their offsets.'),
    { ...value('timeout', 'timeout (ms)', 'How long to wait for brokers.'), standard: '30000' },
    value('command-config', 'file', 'Property file with settings for the admin client.'),
    flag('reset-offsets', 'Reset the offsets of a group without active members.'),
    flag('delete-offsets', 'Delete offsets of a group.'),
    flag('dry-run', 'Only show what --reset-offsets would do.'),
    flag('execute', 'Do what --reset-offsets shows.'),
    flag('export', 'Show the offsets as CSV.'),
    value('to-offset', 'offset', 'Reset to this offset.'),
    value('from-file', 'path to CSV file', 'Reset to the offsets in a CSV file.'),
    value('to-datetime', 'datetime', "Reset to a time: 'YYYY-MM-DDThh:mm:ss.sss'."),
    value('by-duration', 'duration', "Reset to so long ago: 'PnDTnHnMnS'."),
    flag('to-earliest', 'Reset to the earliest offset.'),
    flag('to-latest', 'Reset to the latest offset.'),
    flag('to-current', 'Reset to the current offset.'),
    value('shift-by', 'number-of-offsets', 'Shift the current offset, forth or back.'),
    flag('members', 'With --describe: the members.'),
    flag('verbose', 'With --describe: more columns.'),
    flag('offsets', 'With --describe: the offsets, as without it.'),
    optional('state', 'With --describe: the state. With --list: the states, or only some.'),
    optional('type', 'With --list: the types, or only groups of some: classic, consumer.'),
    JSON_OPTION,
    value('validate-regex', 'regex', 'Check a regular expression of the RE2 syntax.'),
  ],
};

const ACTIONS = [
  'list',
  'describe',
  'delete',
  'reset-offsets',
  'delete-offsets',
  'validate-regex',
] as const;

export type Action = (typeof ACTIONS)[number];

export const RESET_SCENARIOS = [
  'to-offset',
  'shift-by',
  'to-datetime',
  'by-duration',
  'to-earliest',
  'to-latest',
  'to-current',
  'from-file',
] as const;

/** Checks what Java checks, in its order, and returns the one action. */
export function checkedAction(options: ParsedOptions, tell: (text: string) => void): Action {
  checkAvailable(options);
  if (!options.has('validate-regex')) options.require('bootstrap-server');
  if (options.has('describe')) checkDescribe(options);
  if (options.has('delete')) {
    requireGroups(options, 'delete');
    if (options.has('topic')) {
      throw options.wrong(
        'The consumer does not support topic-specific offset deletion from a consumer group.',
      );
    }
  }
  if (options.has('delete-offsets') && !(options.has('group') && options.has('topic'))) {
    throw options.wrong('Option [delete-offsets] takes the following options: [group], [topic]');
  }
  if (options.has('reset-offsets')) checkReset(options, tell);
  options.exclude('group', 'all-groups', 'list');
  options.exclude('topic', 'list', 'describe');
  const actions = ACTIONS.filter((action) => options.has(action));
  const [action] = actions;
  if (action !== undefined && actions.length === 1) return action;
  const list = ACTIONS.map((each) => `--${each}`).join(', ');
  throw options.wrong(`Command must include exactly one action: ${list}`);
}

const AVAILABLE: readonly (readonly [option: string, withOneOf: readonly string[]])[] = [
  ['members', ['describe']],
  ['verbose', ['describe']],
  ['offsets', ['describe']],
  ['state', ['describe', 'list']],
  ['type', ['list']],
];

function checkAvailable(options: ParsedOptions): void {
  for (const [option, withOneOf] of AVAILABLE) {
    if (!options.has(option) || withOneOf.some((name) => options.has(name))) continue;
    throw options.wrong(
      `Option(s) [${option}] are unavailable given other options on the command line`,
    );
  }
}

function requireGroups(options: ParsedOptions, action: Action): void {
  if (options.has('group') || options.has('all-groups')) return;
  throw options.wrong(`Option [${action}] takes one of these options: [group], [all-groups]`);
}

function checkDescribe(options: ParsedOptions): void {
  requireGroups(options, 'describe');
  const views = ['members', 'offsets', 'state'].filter((name) => options.has(name));
  if (views.length > 1) {
    throw options.wrong(
      'Option [describe] takes at most one of these options: [members], [offsets], [state]',
    );
  }
  if ((options.value('state') ?? '') !== '') {
    throw options.wrong('Option [describe] does not take a value for [state]');
  }
}

function checkReset(options: ParsedOptions, tell: (text: string) => void): void {
  if (options.has('dry-run') && options.has('execute')) {
    throw options.wrong('Option [reset-offsets] only accepts one of [execute] and [dry-run]');
  }
  if (!options.has('dry-run') && !options.has('execute')) {
    tell(
      'WARN: No action will be performed as the --execute option is missing. In version 5.0, ' +
        'this command will require either --dry-run or --execute to be specified. You should ' +
        'add the --dry-run option explicitly if you are scripting this command and want to keep ' +
        'the current default behavior without prompting.\n',
    );
  }
  requireGroups(options, 'reset-offsets');
  for (const scenario of RESET_SCENARIOS) {
    options.exclude(scenario, ...RESET_SCENARIOS.filter((other) => other !== scenario));
  }
}

function flag(name: string, about: string): OptionSpec {
  return { name, takes: 'nothing', about };
}

function value(name: string, what: string, about: string): OptionSpec {
  return { name, takes: 'value', value: `String: ${what}`, about };
}

function optional(name: string, about: string): OptionSpec {
  return { name, takes: 'optional', about };
}
