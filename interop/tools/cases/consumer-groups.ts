// Sets of arguments for kafka-consumer-groups.sh and kafka-groups.sh.

import type { ToolCase, ToolStep } from '../tool-case.ts';

const SERVER = ['--bootstrap-server', '{bootstrap}'] as const;

function words(args: string): string[] {
  return args === '' ? [] : args.split(' ');
}

function groupCase(name: string, args: string, more: Partial<ToolCase> = {}): ToolCase {
  const base = { name: `consumer-groups: ${name}`, tool: 'consumer-groups' } as const;
  return { ...base, args: [...SERVER, ...words(args)], ...more };
}

function step(tool: ToolStep['tool'], args: string, stdin?: string): ToolStep {
  const base = { tool, args: [...SERVER, ...words(args)] };
  return stdin === undefined ? base : { ...base, stdin };
}

/** Made by the case itself: a group that has read four of the records of `words`. */
const OWN_GROUP: readonly ToolStep[] = [
  step('consumer-groups', '--reset-offsets --group {own} --topic words --to-offset 4 --execute'),
];
const OWN_AFTER: readonly ToolStep[] = [
  step('consumer-groups', '--describe --group {own}'),
];

export const listing: readonly ToolCase[] = [
  groupCase('list', '--list'),
  groupCase('list with states', '--list --state'),
  groupCase('list with types', '--list --type'),
  groupCase('list with both', '--list --state --type'),
  groupCase('list of one state', '--list --state Stable'),
  groupCase('list of two states, in small letters', '--list --state stable,empty'),
  groupCase('list of a state that none has', '--list --state dead'),
  groupCase('list of a state that is none', '--list --state bogus'),
  groupCase('list of one type', '--list --type classic'),
  groupCase('list of a type that none has', '--list --type consumer'),
  groupCase('list of a type that is none', '--list --type bogus'),
  groupCase('list of a state and a type', '--list --state Empty --type Classic'),
  groupCase('list with a timeout', '--list --timeout 5000'),
];

export const describing: readonly ToolCase[] = [
  groupCase('describe a group without members', '--describe --group group-empty'),
  groupCase('describe a group with a member', '--describe --group group-active'),
  groupCase('describe a group with a static member', '--describe --group group-static'),
  groupCase('describe, verbose', '--describe --group group-active --verbose'),
  groupCase('describe offsets, verbose', '--describe --group group-empty --offsets --verbose'),
  groupCase('describe two groups', '--describe --group group-empty --group group-active'),
  groupCase('describe all groups', '--describe --all-groups'),
  groupCase('describe members', '--describe --group group-active --members'),
  groupCase('describe members, verbose', '--describe --group group-active --members --verbose'),
  groupCase('describe static members', '--describe --group group-static --members'),
  groupCase('describe static, verbose', '--describe --group group-static --members --verbose'),
  groupCase('describe members where there are none', '--describe --group group-empty --members'),
  groupCase('describe members of all', '--describe --all-groups --members --verbose'),
  groupCase('describe state', '--describe --group group-active --state'),
  groupCase('describe state, verbose', '--describe --group group-active --state --verbose'),
  groupCase('describe state of an empty group', '--describe --group group-empty --state'),
  groupCase('describe state of all', '--describe --all-groups --state'),
  groupCase('describe a group that is not there', '--describe --group nobody-here'),
  groupCase('describe members of none', '--describe --group nobody-here --members'),
  groupCase('describe state of none', '--describe --group nobody-here --state'),
  groupCase(
    'describe one that is and one that is not',
    '--describe --group group-empty --group no',
  ),
  groupCase('describe with a timeout that is none', '--describe --group group-empty --timeout x'),
];

export const resetting: readonly ToolCase[] = [
  reset('to earliest', '--topic orders --to-earliest --dry-run'),
  reset('to earliest, without dry run', '--topic orders --to-earliest'),
  reset('to latest', '--topic orders --to-latest --dry-run'),
  reset('to earliest of a trimmed log', '--topic trimmed --to-earliest --dry-run'),
  reset('to an offset', '--topic orders:0,2 --to-offset 4 --dry-run'),
  reset('to an offset above the log', '--topic orders:1 --to-offset 400 --dry-run'),
  reset('to an offset below the log', '--topic trimmed --to-offset 1 --dry-run'),
  reset('to an offset that is none', '--topic orders --to-offset x --dry-run'),
  reset('to current', '--topic orders --to-current --dry-run'),
  reset('to current without one', '--topic trimmed --to-current --dry-run'),
  reset('shift forth', '--topic orders --shift-by 2 --dry-run'),
  reset('shift back', '--topic orders --shift-by -2 --dry-run'),
  reset('shift beyond the log', '--topic words --shift-by 100 --dry-run'),
  reset('shift without an offset', '--topic trimmed --shift-by 1 --dry-run'),
  reset('to a time', '--topic orders --to-datetime 2026-01-01T00:10:00.000 --dry-run'),
  reset('to a time with Z', '--topic orders --to-datetime 2026-01-01T00:10:00.000Z --dry-run'),
  reset('to a time of a zone', '--topic orders --to-datetime 2026-01-01T01:10:00.000+01 --dry-run'),
  reset('to a time of all', '--topic orders --to-datetime 2020-01-01T00:00:00.000 --dry-run'),
  reset('to a time to come', '--topic orders --to-datetime 2050-01-01T00:00:00.000 --dry-run'),
  reset('to a time that is none', '--topic orders --to-datetime bogus --dry-run'),
  reset('to a date without time', '--topic orders --to-datetime 2026-01-01 --dry-run'),
  reset(
    'to the 30th of February',
    '--topic orders --to-datetime 2026-02-30T00:00:00.000 --dry-run',
  ),
  reset('by a duration', '--topic orders --by-duration P10000D --dry-run'),
  reset('by no time', '--topic orders --by-duration PT0S --dry-run'),
  reset('by a duration that is none', '--topic orders --by-duration bogus --dry-run'),
  reset('all topics', '--all-topics --to-earliest --dry-run'),
  reset('two topics', '--topic orders --topic words --to-latest --dry-run'),
  reset(
    'a topic with partitions and one without',
    '--topic orders:1 --topic words --to-latest --dry-run',
  ),
  reset('export', '--topic orders --to-earliest --export --dry-run'),
  reset('export of two groups', '--group group-two --topic words --to-earliest --export --dry-run'),
  reset('a topic that is not there', '--topic nowhere --to-earliest --dry-run'),
  reset('a partition that is not there', '--topic orders:9 --to-earliest --dry-run'),
  reset('a partition that is no number', '--topic orders:x --to-earliest --dry-run'),
  reset('a topic with two colons', '--topic orders:1:2 --to-earliest --dry-run'),
  reset('an empty topic', '--topic empty --to-datetime 2026-01-01T00:00:00.000 --dry-run'),
  reset('from a file', '--from-file {dir}/plan.csv --dry-run', {
    files: { 'plan.csv': 'orders,0,3\norders,1,2\n' },
  }),
  reset('from a file with groups', '--from-file {dir}/plan.csv --dry-run', {
    files: { 'plan.csv': 'group-empty,orders,0,3\nother,words,0,2\n' },
  }),
  reset('from a file without the group', '--from-file {dir}/plan.csv --dry-run', {
    files: { 'plan.csv': 'other,words,0,2\n' },
  }),
  reset('from a file with a wrong partition', '--from-file {dir}/plan.csv --dry-run', {
    files: { 'plan.csv': 'group-empty,orders,x,2\n' },
  }),
  reset('from a file with too many columns', '--from-file {dir}/plan.csv --dry-run', {
    files: { 'plan.csv': 'group-empty,orders,0,2,3\n' },
  }),
  reset(
    'from an empty file',
    '--from-file {dir}/plan.csv --dry-run',
    { files: { 'plan.csv': '' } },
  ),
  reset('from a file that is not there', '--from-file {dir}/none.csv --dry-run'),
  groupCase(
    'reset a group with members',
    '--reset-offsets --group group-active --topic orders --to-earliest --dry-run',
  ),
  groupCase(
    'reset a new group, executed',
    '--reset-offsets --group {own} --topic words --to-earliest --execute',
    {
      after: OWN_AFTER,
    },
  ),
  groupCase(
    'reset to a time, executed',
    '--reset-offsets --group {own} --topic orders --to-datetime 2026-01-01T00:10:00.000 --execute',
    {
      after: OWN_AFTER,
    },
  ),
  groupCase(
    'shift, executed',
    '--reset-offsets --group {own} --topic words --shift-by 3 --execute',
    {
      setup: OWN_GROUP,
      after: OWN_AFTER,
    },
  ),
  groupCase(
    'from a file, executed',
    '--reset-offsets --group {own} --from-file {dir}/p.csv --execute',
    {
      files: { 'p.csv': 'orders,0,1\nwords,0,2\n' },
      after: OWN_AFTER,
    },
  ),
];

function reset(name: string, args: string, more: Partial<ToolCase> = {}): ToolCase {
  return groupCase(`reset: ${name}`, `--reset-offsets --group group-empty ${args}`, more);
}

export const deleting: readonly ToolCase[] = [
  groupCase('delete a group', '--delete --group {own}', {
    setup: OWN_GROUP,
    after: OWN_AFTER,
  }),
  groupCase('delete one that is and one that is not', '--delete --group {own} --group nobody', {
    setup: OWN_GROUP,
  }),
  groupCase('delete a group that is not there', '--delete --group nobody-here'),
  groupCase('delete a group with members', '--delete --group group-active'),
  groupCase('delete offsets', '--delete-offsets --group {own} --topic words', {
    setup: OWN_GROUP,
    after: OWN_AFTER,
  }),
  groupCase('delete offsets of a partition', '--delete-offsets --group {own} --topic words:0', {
    setup: OWN_GROUP,
    after: OWN_AFTER,
  }),
  groupCase(
    'delete offsets of a partition too many',
    '--delete-offsets --group {own} --topic words:0,1',
    {
      setup: OWN_GROUP,
    },
  ),
  groupCase('delete offsets of no topic', '--delete-offsets --group {own} --topic nowhere', {
    setup: OWN_GROUP,
  }),
  groupCase('delete offsets of no group', '--delete-offsets --group nobody-here --topic words'),
  groupCase(
    'delete offsets that are in use',
    '--delete-offsets --group group-active --topic orders',
  ),
];

export const wrongUsage: readonly ToolCase[] = [
  groupCase('no action', ''),
  groupCase('two actions', '--list --describe --group g'),
  groupCase('describe without a group', '--describe'),
  groupCase('describe a state with a value', '--describe --group g --state stable'),
  groupCase('describe two views', '--describe --group g --state --members'),
  groupCase('describe a group and all', '--describe --group g --all-groups'),
  groupCase('describe with a topic', '--describe --group g --topic t'),
  groupCase('list with a group', '--list --group g'),
  groupCase('list with members', '--list --members'),
  groupCase('delete without a group', '--delete'),
  groupCase('delete with a topic', '--delete --group g --topic t'),
  groupCase('delete offsets without a topic', '--delete-offsets --group g'),
  reset('two ways', '--topic orders --to-earliest --to-latest --dry-run'),
  reset('no way', '--topic orders --dry-run'),
  reset('no scope', '--to-earliest --dry-run'),
  reset('dry run and executed', '--topic orders --to-earliest --dry-run --execute'),
  groupCase('an option that is not there', '--list --nonsense'),
  { name: 'consumer-groups: no server', tool: 'consumer-groups', args: ['--list'] },
  { name: 'consumer-groups: nothing at all', tool: 'consumer-groups', args: [] },
  { name: 'consumer-groups: version', tool: 'consumer-groups', args: ['--version'] },
  regex('valid', 'a.*'),
  regex('nothing to repeat', 'a(*'),
  regex('an open class', '[a'),
  regex('an open group', '(a'),
  regex('a group that is not open', 'a)'),
  regex('look ahead', 'a(?=b)'),
  regex('a wrong range', '[z-a]'),
  regex('a backslash at the end', 'a\\'),
];

function regex(name: string, pattern: string): ToolCase {
  const args = ['--validate-regex', pattern];
  return { name: `consumer-groups: regex, ${name}`, tool: 'consumer-groups', args };
}

function groups(name: string, args: string): ToolCase {
  return { name: `groups: ${name}`, tool: 'groups', args: [...SERVER, ...words(args)] };
}

export const allTypes: readonly ToolCase[] = [
  groups('list', '--list'),
  groups('consumer groups', '--list --consumer'),
  groups('share groups', '--list --share'),
  groups('streams groups', '--list --streams'),
  groups('one type', '--list --group-type classic'),
  groups('a type that none has', '--list --group-type Consumer'),
  groups('a type that is none', '--list --group-type bogus'),
  groups('a protocol', '--list --protocol consumer'),
  groups('a protocol that none has', '--list --protocol connect'),
  groups('a type and a protocol', '--list --group-type classic --protocol consumer'),
  groups('two kinds', '--list --share --consumer'),
  groups('no action', ''),
  { name: 'groups: no server', tool: 'groups', args: ['--list'] },
  { name: 'groups: nothing at all', tool: 'groups', args: [] },
];
