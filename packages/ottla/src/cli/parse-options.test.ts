import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { HelpAsked, type ToolSpec, UsageError, VersionAsked } from './option-spec.ts';
import { parseOptions } from './parse-options.ts';

const tool: ToolSpec = {
  name: 'topics',
  about: 'Topics.',
  usage: '[options]',
  wrongUsageExit: 1,
  positionals: { min: 0, max: 1, name: 'FILE' },
  options: [
    { name: 'bootstrap-server', takes: 'value', about: 'Where.' },
    { name: 'topic', short: 't', takes: 'value', about: 'Which.' },
    { name: 'topic-id', takes: 'value', about: 'Which, by id.' },
    { name: 'config', takes: 'value', repeated: true, about: 'Overrides.' },
    { name: 'list', takes: 'nothing', about: 'List.' },
    { name: 'partitions', takes: 'value', standard: '3', about: 'How many.' },
    { name: 'codec', takes: 'optional', about: 'Codec.' },
    { name: 'old', takes: 'value', replacedBy: 'config', about: 'Old.' },
    { name: 'daemon', takes: 'nothing', about: 'Launcher flag.' },
    { name: 'group', takes: 'value', about: 'Group.', later: 'groups come with issue 9' },
  ],
};

describe('accepted', () => {
  const table: [string, string[], string, string | undefined][] = [
    ['value apart', ['--topic', 'a'], 'topic', 'a'],
    ['value after =', ['--topic=a=b'], 'topic', 'a=b'],
    ['empty value after =', ['--topic='], 'topic', ''],
    ['short, apart', ['-t', 'a'], 'topic', 'a'],
    ['short, attached', ['-ta'], 'topic', 'a'],
    ['whole name wins over longer ones', ['--topic', 'a'], 'topic-id', undefined],
    ['a value may start with a dash', ['--topic', '-x'], 'topic', '-x'],
    ['standard value', [], 'partitions', '3'],
    ['optional without value', ['--codec', '--list'], 'codec', ''],
    ['optional at the end', ['--codec'], 'codec', ''],
    ['optional with value', ['--codec', 'lz4'], 'codec', 'lz4'],
    ['whole name after one dash', ['-daemon'], 'daemon', ''],
  ];
  for (const [title, args, name, expected] of table) {
    test(title, () => assert.equal(parseOptions(tool, args).value(name), expected));
  }

  test('repeated options keep their order, pairs keep `=` in values', () => {
    const parsed = parseOptions(tool, ['--config', 'a=1', '--config', 'b=x=y', '--config', 'c']);
    assert.deepEqual(parsed.values('config'), ['a=1', 'b=x=y', 'c']);
    assert.deepEqual([...parsed.pairs('config')], [['a', '1'], ['b', 'x=y'], ['c', '']]);
  });

  test('after -- everything is positional', () => {
    assert.deepEqual(parseOptions(tool, ['--list', '--', '--topic']).positionals, ['--topic']);
  });

  test('deprecated options warn in the words of Java', () => {
    assert.deepEqual(parseOptions(tool, ['--old', 'x']).deprecations(), [
      'Warning: --old is deprecated and will be removed in a future version. Use --config instead.',
    ]);
  });
});

describe('refused', () => {
  const table: [string, string[], RegExp][] = [
    ['unknown', ['--nope'], /^nope is not a recognized option$/],
    ['a prefix', ['--boot', 'h:1'], /^boot is not a recognized option$/],
    ['missing value', ['--topic'], /^Option topic requires an argument$/],
    ['twice', ['--topic', 'a', '--topic', 'b'], /^Found multiple arguments for option topic,/],
    ['value for a flag', ['--list=yes'], /^Option list takes no argument, got 'yes'$/],
    ['too many positionals', ['a', 'b'], /^'b' is one argument too many$/],
    ['not served yet', ['--group', 'g'], /^--group is not served yet: groups come with issue 9$/],
  ];
  for (const [title, args, message] of table) {
    test(title, () => {
      assert.throws(() => parseOptions(tool, args), (error) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  test('numbers', () => {
    assert.equal(parseOptions(tool, ['--partitions', '12']).integer('partitions'), 12);
    assert.equal(parseOptions(tool, ['--partitions', '-1']).integer('partitions'), -1);
    for (const text of ['x', '1.5', '', '0x10', '99999999999999999999']) {
      const parsed = parseOptions(tool, ['--partitions', text]);
      assert.throws(() => parsed.integer('partitions'), UsageError, text);
    }
  });

  test('checks between options, in the words of Java', () => {
    const parsed = parseOptions(tool, ['--list', '--topic', 'a']);
    assert.throws(() => parsed.require('topic', 'config'), {
      message: 'Missing required argument "[config]"',
    });
    assert.throws(() => parsed.requireExactlyOne('list', 'topic'), {
      message: 'Exactly one of the following arguments is required: [list], [topic]',
    });
    assert.throws(() => parsed.exclude('list', 'config', 'topic'), {
      message: 'Option "[list]" can\'t be used with option "[topic]"',
    });
    parsed.requireExactlyOne('list', 'config');
    parsed.exclude('config', 'topic');
  });
});

test('help and version win over missing arguments', () => {
  assert.throws(() => parseOptions(tool, ['--list', '--help']), HelpAsked);
  assert.throws(() => parseOptions(tool, ['--version']), VersionAsked);
});

test('argparse tools speak as argparse4j does', () => {
  const argparse: ToolSpec = {
    ...tool,
    manner: 'argparse',
    options: [{ name: 'cluster-id', short: 't', takes: 'value', required: true, about: 'Id.' }],
  };
  const wrong = (args: string[], message: string): void => {
    assert.throws(() => parseOptions(argparse, args), { message });
  };
  wrong([], 'argument --cluster-id/-t is required');
  wrong(['-t'], 'argument --cluster-id/-t: expected one argument');
  wrong(['--x'], "unrecognized arguments: '--x'");
  assert.throws(() => parseOptions(argparse, ['-h']), HelpAsked);
  assert.equal(parseOptions(argparse, ['--clus', 'a']).value('cluster-id'), 'a');
});
