// AlterConfigs and IncrementalAlterConfigs at the broker: what it decides itself, in the words of
// Apache Kafka 4.3.1, what it leaves to the controller, and how both become one answer.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { LoggerTree } from '@ottla/base';
import { type ConfigLayers, NodeConfig } from '@ottla/metadata';
import {
  type Draft,
  errorOf,
  type IncrementalAlterConfigsRequest,
  type IncrementalAlterConfigsResponse,
} from '@ottla/protocol';
import type { ControllerChannel } from '../../src/controller/controller-channel.ts';
import { alterConfigsHandler } from '../../src/handlers/33-alter-configs.ts';
import { incrementalAlterConfigsHandler } from '../../src/handlers/44-incremental-alter-configs.ts';
import { ask, versionsOf } from '../ask-handler.ts';
import { slicesHost } from '../slices-host.ts';

const TOPIC = 2;
const BROKER = 4;
const LOGGER = 8;
const [SET, DELETE, APPEND, SUBTRACT] = [0, 1, 2, 3] as const;

type Resource = NonNullable<Draft<IncrementalAlterConfigsRequest>['resources']>[number];
type Config = readonly [name: string, value: string | null, operation?: number];

function layersOf(thisBroker: Readonly<Record<string, string>> = {}): ConfigLayers {
  const file = { 'process.roles': 'broker,controller', 'node.id': '1' };
  return {
    node: NodeConfig.parse(
      new Map(Object.entries({ ...file, 'controller.listener.names': 'CONTROLLER' })),
    ),
    thisBroker: new Map(Object.entries(thisBroker)),
    allBrokers: new Map(),
  };
}

interface Forwarded {
  readonly validateOnly: boolean;
  readonly resources: readonly Resource[];
}

interface Setup {
  readonly forwarded: Forwarded[];
  readonly loggers: LoggerTree;
  readonly applied: string[];
  readonly options: Parameters<typeof incrementalAlterConfigsHandler>[0];
}

/** A broker whose controller answers every resource with the name of its turn. */
function setup(layers = layersOf()): Setup {
  const forwarded: Forwarded[] = [];
  const applied: string[] = [];
  const loggers = new LoggerTree('info');
  loggers.logger('log');
  const channel: ControllerChannel = {
    call: (_api, _version, request) => {
      // What these two handlers pass on has this form.
      const asked = request as unknown as Forwarded;
      forwarded.push(asked);
      const responses = asked.resources.map(({ resourceType, resourceName }) => ({
        errorCode: 3,
        errorMessage: `answer of the controller to ${resourceName}`,
        resourceType,
        resourceName,
      }));
      return Promise.resolve({ throttleTimeMs: 0, responses } as never); // as above
    },
  };
  const appliedMetadata = (): Promise<void> => {
    applied.push('applied');
    return Promise.resolve();
  };
  const options = {
    ...slicesHost(),
    channel,
    appliedMetadata,
    nodeId: 1,
    layers: () => layers,
    review: () => undefined,
    loggers,
  };
  return { forwarded, loggers, applied, options };
}

function resource(type: number, name: string, configs: readonly Config[]): Resource {
  return {
    resourceType: type,
    resourceName: name,
    configs: configs.map(([key, value, configOperation = SET]) => ({
      name: key,
      value,
      configOperation,
    })),
  };
}

type Answer = readonly [error: string, message: string | null];

function answersOf({ responses }: Pick<IncrementalAlterConfigsResponse, 'responses'>): Answer[] {
  return responses.map((each) => [errorOf(each.errorCode).name, each.errorMessage]);
}

async function incremental(it: Setup, resources: readonly Resource[], validateOnly = false) {
  const handler = incrementalAlterConfigsHandler(it.options);
  return answersOf(await ask(handler, { version: 1 }, { resources, validateOnly }));
}

/** The older form takes the same resources; operations are not for it. */
async function older(it: Setup, resources: readonly Resource[], validateOnly = false) {
  const plain = resources.map(({ resourceType, resourceName, configs = [] }) => ({
    resourceType: resourceType ?? 0,
    resourceName: resourceName ?? '',
    configs: configs.map(({ name, value }) => ({ name: name ?? '', value: value ?? null })),
  }));
  const handler = alterConfigsHandler(it.options);
  return answersOf(await ask(handler, { version: 2 }, { resources: plain, validateOnly }));
}

const FROM_CONTROLLER = (name: string): Answer => [
  'UNKNOWN_TOPIC_OR_PARTITION',
  `answer of the controller to ${name}`,
];

describe('who decides', () => {
  for (const [form, send] of [['incremental', incremental], ['older', older]] as const) {
    test(`${form}: the answer is in the order of the request, whoever decided`, async () => {
      const it = setup();
      const resources = [
        resource(TOPIC, 't', [['retention.ms', '1']]),
        resource(BROKER, '1', [['node.id', '5']]),
        resource(99, 'x', []),
        resource(BROKER, '', [['max.connections', '7']]),
        resource(16, 'm', [['interval.ms', '1000']]),
        resource(32, 'g', []),
      ];
      assert.deepEqual(await send(it, resources, true), [
        FROM_CONTROLLER('t'),
        ['INVALID_REQUEST', 'Cannot update these configs dynamically: [node.id]'],
        ['INVALID_REQUEST', 'Unknown resource type 99'],
        FROM_CONTROLLER(''),
        FROM_CONTROLLER('m'),
        FROM_CONTROLLER('g'),
      ]);
      const [passedOn] = it.forwarded;
      assert.deepEqual(passedOn?.resources.map((each) => each.resourceName), ['t', '', 'm', 'g']);
      assert.equal(passedOn?.validateOnly, true);
      assert.deepEqual(it.applied, ['applied'], 'the answer waits for what was committed');
    });

    test(`${form}: what the broker refuses wholly reaches no controller`, async () => {
      const it = setup();
      await send(it, [resource(BROKER, '2', [['max.connections', '7']])]);
      assert.deepEqual(await send(it, []), []);
      assert.deepEqual(it.forwarded, []);
    });

    test(`${form}: forms that are wrong`, async () => {
      const it = setup();
      const twice = resource(TOPIC, 't', [['retention.ms', '1']]);
      const same: Answer = ['INVALID_REQUEST', 'Each resource must appear at most once.'];
      assert.deepEqual(await send(it, [twice, twice]), [same, same]);
      const keys = resource(TOPIC, 't', [['retention.ms', '1'], ['retention.ms', '2']]);
      const duplicate: Answer = ['INVALID_REQUEST', 'Error due to duplicate config keys'];
      assert.deepEqual(await send(it, [keys]), [duplicate]);
      const nulls = resource(TOPIC, 't', [['retention.ms', null], ['segment.ms', null]]);
      const message = 'Null value not supported for : retention.ms, segment.ms';
      assert.deepEqual(await send(it, [nulls]), [['INVALID_REQUEST', message]]);
      assert.deepEqual(it.forwarded, []);
    });
  }

  for (const version of versionsOf(alterConfigsHandler(setup().options))) {
    test(`AlterConfigs v${version}`, async () => {
      const resources = [{ resourceType: TOPIC, resourceName: 't', configs: [] }];
      const answer = await ask(alterConfigsHandler(setup().options), { version }, { resources });
      assert.deepEqual(answersOf(answer), [FROM_CONTROLLER('t')]);
    });
  }

  for (const version of versionsOf(incrementalAlterConfigsHandler(setup().options))) {
    test(`IncrementalAlterConfigs v${version}`, async () => {
      const handler = incrementalAlterConfigsHandler(setup().options);
      const resources = [resource(TOPIC, 't', [['retention.ms', null, DELETE]])];
      const answer = await ask(handler, { version }, { resources });
      assert.deepEqual(answersOf(answer), [FROM_CONTROLLER('t')]);
    });
  }

  test('loggers cannot be altered in the older form', async () => {
    const it = setup();
    const answer: Answer = ['INVALID_REQUEST', 'Unknown resource type 8'];
    assert.deepEqual(await older(it, [resource(LOGGER, '1', [['root', 'WARN']])]), [answer]);
    assert.equal(it.loggers.levels().get('root'), 'INFO');
  });
});

const brokers: readonly (readonly [string, Config, Answer | 'passed on'])[] = [
  ['', ['max.connections', '7'], 'passed on'],
  ['1', ['max.connections', '7'], 'passed on'],
  ['1', ['my.own', '7'], 'passed on'],
  ['1', ['max.connections', null, DELETE], 'passed on'],
  ['1', ['log.cleanup.policy', 'compact', APPEND], 'passed on'],
  ['1', ['log.cleanup.policy', 'delete', SUBTRACT], 'passed on'],
  [
    '2',
    ['max.connections', '7'],
    ['INVALID_REQUEST', 'Unexpected broker id, expected 1, but received 2'],
  ],
  ['x', ['max.connections', '7'], ['INVALID_REQUEST', 'Node id must be an integer, but it is: x']],
  ['1', ['max.connections', '7', 9], ['INVALID_REQUEST', 'Unknown operations type 9']],
  [
    '1',
    ['log.segment.bytes', '2', APPEND],
    ['INVALID_CONFIG', 'Config value append is not allowed for config key: log.segment.bytes'],
  ],
  [
    '1',
    ['log.segment.bytes', '2', SUBTRACT],
    ['INVALID_CONFIG', 'Config value subtract is not allowed for config key: log.segment.bytes'],
  ],
  ['1', ['my.own', '2', APPEND], ['INVALID_CONFIG', 'Unknown config name: my.own']],
  [
    '1',
    ['log.cleanup.policy', 'x', APPEND],
    [
      'INVALID_REQUEST',
      'Invalid value x for configuration log.cleanup.policy: ' +
        'String must be one of: compact, delete',
    ],
  ],
];

describe('configs of brokers', () => {
  for (const [name, config, expected] of brokers) {
    test(`'${name}' ${config.join(' ')}`, async () => {
      const it = setup();
      const [answer] = await incremental(it, [resource(BROKER, name, [config])]);
      assert.deepEqual(answer, expected === 'passed on' ? FROM_CONTROLLER(name) : expected);
      assert.equal(it.forwarded.length, expected === 'passed on' ? 1 : 0);
    });
  }

  test('a change is seen beside what is set already', async () => {
    const it = setup(layersOf({ 'max.connections.per.ip.overrides': '127.0.0.1:9' }));
    const none = resource(BROKER, '1', [['max.connections.per.ip', '0']]);
    assert.deepEqual(await incremental(it, [none]), [FROM_CONTROLLER('1')]);
    const without = resource(BROKER, '1', [
      ['max.connections.per.ip', '0'],
      ['max.connections.per.ip.overrides', null, DELETE],
    ]);
    const [[error, message] = []] = await incremental(it, [without]);
    assert.equal(error, 'INVALID_REQUEST');
    assert.match(message ?? '', /^requirement failed: max.connections.per.ip can be set to zero/);
  });

  test('the older form replaces all that is set', async () => {
    const it = setup(layersOf({ 'max.connections.per.ip.overrides': '127.0.0.1:9' }));
    const [[error] = []] = await older(it, [
      resource(BROKER, '1', [['max.connections.per.ip', '0']]),
    ]);
    assert.equal(error, 'INVALID_REQUEST');
  });
});

const WRONG_LEVEL =
  'as it is not a supported log level. Valid log levels are DEBUG, ERROR, FATAL, INFO, TRACE, WARN';
const cannotSet = (level: string): string =>
  `Cannot set the log level of root to ${level} ${WRONG_LEVEL}`;
const loggers: readonly (readonly [string, Config, string, string])[] = [
  ['2', ['root', 'INFO'], 'INVALID_REQUEST', 'Unexpected node id. Expected 1, but received 2'],
  ['x', ['root', 'INFO'], 'INVALID_REQUEST', 'Node id must be an integer, but it is: x'],
  ['', ['root', 'INFO'], 'INVALID_REQUEST', 'Node id must be an integer, but it is: '],
  ['1', ['root', 'LOUD'], 'INVALID_CONFIG', cannotSet('LOUD')],
  ['1', ['root', 'info'], 'INVALID_CONFIG', cannotSet('info')],
  ['1', ['nobody', 'INFO'], 'INVALID_CONFIG', 'Logger nobody does not exist!'],
  [
    '1',
    ['root', null, DELETE],
    'INVALID_REQUEST',
    'Removing the log level of the root logger is not allowed',
  ],
  [
    '1',
    ['root', 'INFO', APPEND],
    'INVALID_REQUEST',
    'APPEND operation is not allowed for the BROKER_LOGGER resource',
  ],
  [
    '1',
    ['root', 'INFO', SUBTRACT],
    'INVALID_REQUEST',
    'SUBTRACT operation is not allowed for the BROKER_LOGGER resource',
  ],
];

describe('loggers', () => {
  for (const [name, config, error, message] of loggers) {
    test(`'${name}' ${config.join(' ')} is refused`, async () => {
      const it = setup();
      const both = resource(LOGGER, name, [['log', 'DEBUG'], config]);
      assert.deepEqual(await incremental(it, [both]), [[error, message]]);
      assert.equal(it.loggers.levels().get('log'), 'INFO', 'all of it, or nothing');
    });
  }

  test('levels are set and taken back, and no controller hears of it', async () => {
    const it = setup();
    const change = (...configs: Config[]) => incremental(it, [resource(LOGGER, '1', configs)]);
    assert.deepEqual(await change(['root', 'WARN'], ['log', 'TRACE']), [['NONE', null]]);
    assert.deepEqual([...it.loggers.levels()], [['root', 'WARN'], ['log', 'TRACE']]);
    assert.deepEqual(await change(['log', null, DELETE]), [['NONE', null]]);
    assert.equal(it.loggers.levels().get('log'), 'WARN');
    assert.deepEqual(it.forwarded, []);
  });

  test('to be checked only', async () => {
    const it = setup();
    const resources = [resource(LOGGER, '1', [['root', 'WARN']])];
    assert.deepEqual(await incremental(it, resources, true), [['NONE', null]]);
    assert.equal(it.loggers.levels().get('root'), 'INFO');
  });
});
