// The rules of kafka-configs.sh: whose configs are meant, and what is to change.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { parseOptions } from '../../cli/parse-options.ts';
import { checkNames, parseAdded, parseDeleted } from './changes.ts';
import { entryText } from './describe.ts';
import { checkedCall, type ConfigsCall } from './entities.ts';
import { configsTool } from './options.ts';

const AT = '--bootstrap-server h:1';

function call(args: string): ConfigsCall {
  return checkedCall(parseOptions(configsTool, args.split(' ')));
}

describe('entities', () => {
  const table: readonly (readonly [args: string, types: string[], names: string[]])[] = [
    ['--topic a', ['topics'], ['a']],
    ['--entity-type topics --entity-name a', ['topics'], ['a']],
    ['--entity-type topics', ['topics'], []],
    ['--broker-defaults', ['brokers'], ['']],
    ['--entity-type brokers --entity-default', ['brokers'], ['']],
    ['--user u --client c', ['clients', 'users'], ['c', 'u']],
    ['--client-metrics m', ['client-metrics'], ['m']],
    ['--broker-logger 1', ['broker-loggers'], ['1']],
  ];
  for (const [args, types, names] of table) {
    test(args, () => {
      assert.deepEqual(call(`${AT} --describe ${args}`), { types, names, action: 'describe' });
    });
  }
});

describe('refused, in the words of Kafka', () => {
  const one = 'Command must include exactly one action: --describe, --alter';
  const table: readonly (readonly [args: string, message: string])[] = [
    [AT, one],
    [`${AT} --alter --describe`, one],
    [`${AT} --describe`, 'At least one entity type must be specified'],
    [
      '--describe --topic a',
      'Either --bootstrap-server or --bootstrap-controller must be specified.',
    ],
    [
      `${AT} --describe --entity-type topics --entity-type topics`,
      'Duplicate entity type(s) specified: topics',
    ],
    [
      `${AT} --describe --topic a --broker 1`,
      "Only 'users' and 'clients' entity types may be specified together",
    ],
    [
      `${AT} --describe --entity-type topics --entity-default`,
      '--entity-default must not be specified with --describe of topics',
    ],
    [
      `${AT} --describe --broker first`,
      'The entity name for brokers must be a valid integer broker id, but it is: first',
    ],
    [
      `${AT} --describe --topic a --add-config b=1`,
      'Option "[describe]" can\'t be used with option "[add-config]"',
    ],
    [
      `${AT} --alter --topic a`,
      'At least one of --add-config, --add-config-file, or --delete-config must be specified ' +
        'with --alter',
    ],
    [
      `${AT} --alter --entity-type topics --add-config a=b`,
      'An entity name must be specified with --alter of topics',
    ],
    [
      `${AT} --alter --entity-type brokers --add-config a=b`,
      'An entity-name or default entity must be specified with --alter of users, clients, ' +
        'brokers or ips',
    ],
    [
      `${AT} --alter --entity-type topics --entity-name a --entity-name b --add-config a=b`,
      'An entity name must be specified for every entity type',
    ],
  ];
  for (const [args, message] of table) {
    test(args, () => assert.throws(() => call(args), { message }));
  }
});

describe('--add-config', () => {
  const table: readonly (readonly [text: string, expected: [string, string][]])[] = [
    ['a=1', [['a', '1']]],
    ['a=1,b=2', [['a', '1'], ['b', '2']]],
    ['a=[1,2],b=3', [['a', '1,2'], ['b', '3']]],
    ['a = [1, 2] , b=', [['a', '1, 2'], ['b', '']]],
    ['a=[x=1,y=2]', [['a', 'x=1,y=2']]],
  ];
  for (const [text, expected] of table) {
    test(text, () => assert.deepEqual([...parseAdded(text)], expected));
  }

  for (const text of ['a', 'a=1,b', 'a=1=2', '']) {
    test(`${text} is none`, () => assert.throws(() => parseAdded(text), /Invalid entity config/));
  }

  test('names', () => {
    checkNames(new Map([['a.b-c_d$E9', '']]));
    assert.throws(() => checkNames(new Map([['a b', '']])), {
      message: 'Invalid character found for config key: a b',
    });
  });

  test('what is removed may be said in one list or in several', () => {
    assert.deepEqual(parseDeleted(['a, b', 'c']), ['a', 'b', 'c']);
  });
});

test('a config is one line', () => {
  const entry = {
    name: 'retention.ms',
    value: '1000',
    source: 'DYNAMIC_TOPIC_CONFIG',
    type: 'LONG',
    documentation: null,
    isSensitive: false,
    isReadOnly: false,
    synonyms: [
      { name: 'retention.ms', value: '1000', source: 'DYNAMIC_TOPIC_CONFIG' },
      { name: 'log.retention.ms', value: null, source: 'DEFAULT_CONFIG' },
    ],
  } as const;
  assert.equal(
    entryText(entry),
    '  retention.ms=1000 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:retention.ms=1000, ' +
      'DEFAULT_CONFIG:log.retention.ms=null}\n',
  );
});
