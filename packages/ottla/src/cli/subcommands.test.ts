import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { type ToolSpec, UsageError } from './option-spec.ts';
import { parseSubcommand, requireOne } from './subcommands.ts';

function spec(name: string, options: ToolSpec['options']): ToolSpec {
  return { name, about: '', usage: '', wrongUsageExit: 1, manner: 'argparse', options };
}

const tool = spec('tool', [
  { name: 'server', short: 's', takes: 'value', about: '' },
  { name: 'controller', takes: 'value', about: '' },
  { name: 'loud', takes: 'nothing', about: '' },
]);
const commands = new Map([
  ['show', spec('tool show', [{ name: 'id', short: 'i', takes: 'value', about: '' }])],
  ['hide', spec('tool hide', [])],
]);

describe('before the subcommand the options are the tool’s, after it the subcommand’s', () => {
  const table: readonly (readonly [args: string, server: string | undefined, id?: string])[] = [
    ['--server a show --id 1', 'a', '1'],
    ['--server=a show --id=1', 'a', '1'],
    ['-s a --loud show -i 1', 'a', '1'],
    ['--server show show', 'show'],
    ['show', undefined],
  ];
  for (const [args, server, id] of table) {
    test(args, () => {
      const call = parseSubcommand(tool, commands, args.split(' '));
      assert.equal(call.command, 'show');
      assert.equal(call.global.value('server'), server);
      assert.equal(call.options.value('id'), id);
    });
  }
});

describe('refused', () => {
  const table: readonly (readonly [args: string[], message: RegExp])[] = [
    [[], /^too few arguments$/],
    [['--server', 'a'], /^too few arguments$/],
    [['look'], /^invalid choice: 'look' \(choose from 'show', 'hide'\)$/],
    [['show', '--server', 'a'], /^unrecognized arguments: '--server'$/],
    [['--id', '1', 'show'], /^unrecognized arguments: '--id'$/],
    [['hide', 'more'], /too many$/],
  ];
  for (const [args, message] of table) {
    test(args.join(' '), () => {
      assert.throws(() => parseSubcommand(tool, commands, args), (error) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, message);
        return true;
      });
    });
  }
});

test('one of two must be given, and only one', () => {
  const check = (args: string): void => {
    const { global } = parseSubcommand(tool, commands, args.split(' '));
    requireOne(global, 'server', 'controller');
  };
  check('--server a show');
  check('--controller a show');
  assert.throws(() => check('show'), /one of the arguments --server --controller is required/);
  assert.throws(
    () => check('--controller a --server b show'),
    /argument --controller: not allowed with argument --server/,
  );
});
