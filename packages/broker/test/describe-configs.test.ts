import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { type MetadataImage, NodeConfig, PersistentMap, type ResourceConfigs } from '@ottla/metadata';
import { type DescribeConfigsResponse, type Draft, errors } from '@ottla/protocol';
import { describeConfigsHandler } from '../src/handlers/32-describe-configs.ts';
import { LargeWork } from '../src/index.ts';
import { ask, contextOf, versionsOf } from './ask-handler.ts';
import { broker, imageOf, partition, topic } from './metadata-images.ts';
import { slicesHost } from './slices-host.ts';

const TOPIC = 2;
const BROKER = 4;
const LOGGER = 8;
const METRICS = 16;
const GROUP = 32;

const SETTINGS = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
  'log.segment.bytes': '2000000',
  'log.retention.hours': '24',
  'ssl.keystore.password': 'secret',
  'my.own.setting': 'who knows',
};

function resource(type: number, name: string, values: Record<string, string>): ResourceConfigs {
  return { resource: { type, name }, values: new Map(Object.entries(values)) };
}

const SET: readonly ResourceConfigs[] = [
  resource(TOPIC, 't', { 'retention.ms': '1000' }),
  resource(BROKER, '', { 'message.max.bytes': '77' }),
  resource(GROUP, 'g', { 'consumer.session.timeout.ms': '50000' }),
  resource(METRICS, 'm', { 'interval.ms': '10' }),
];

const IMAGE: MetadataImage = {
  ...imageOf([broker(1)], [topic('t', [partition([1])])]),
  configs: {
    byResource: PersistentMap.from(
      new Map(SET.map((each) => [`${each.resource.type}:${each.resource.name}`, each])),
    ),
  },
};

const OPTIONS = {
  image: () => IMAGE,
  nodeId: 1,
  layers: () => ({
    node: NodeConfig.parse(new Map(Object.entries(SETTINGS))),
    thisBroker: new Map(),
    allBrokers: IMAGE.configs.byResource.get('4:')?.values ?? new Map<string, string>(),
  }),
  loggers: () => new Map([['root', 'INFO']]),
};
const handler = describeConfigsHandler({ ...slicesHost(), ...OPTIONS });

async function describeOne(type: number, name: string, keys: string[] | null = null) {
  const request = {
    resources: [{ resourceType: type, resourceName: name, configurationKeys: keys }],
    includeSynonyms: true,
  };
  const response = await ask(handler, { version: 4 }, request);
  const [result] = response.results;
  assert.ok(result);
  return result;
}

type Entry = DescribeConfigsResponse['results'][number]['configs'][number];

async function entry(type: number, resourceName: string, name: string): Promise<Entry> {
  const result = await describeOne(type, resourceName, [name]);
  assert.equal(result.configs.length, 1, `${name} of ${resourceName}`);
  const [found] = result.configs;
  assert.ok(found);
  return found;
}

const synonyms = (found: Entry): string[] =>
  found.synonyms.map(({ name, value, source }) => `${source}:${name}=${value}`);

for (const version of versionsOf(handler)) {
  test(`v${version}`, async () => {
    const asked = { resourceType: TOPIC, resourceName: 't', configurationKeys: null };
    const request = { resources: [asked] };
    const { results } = await ask(handler, { version }, request);
    const names = results[0]?.configs.map((each) => each.name) ?? [];
    assert.equal(names.length, 33);
    assert.ok(!names.includes('internal.segment.bytes'));
    const retention = results[0]?.configs.find((each) => each.name === 'retention.ms');
    assert.equal(retention?.value, '1000');
    assert.equal(retention?.configSource, 1);
    assert.equal(retention?.configType, version >= 3 ? 5 : 0);
    assert.deepEqual(retention?.synonyms, []);
  });
}

describe('topics', () => {
  test('an override comes first, then what it overrides', async () => {
    const found = await entry(TOPIC, 't', 'retention.ms');
    assert.deepEqual(synonyms(found), ['1:retention.ms=1000']);
  });

  test('a value from the file', async () => {
    const found = await entry(TOPIC, 't', 'segment.bytes');
    assert.deepEqual([found.value, found.configSource, found.readOnly], ['2000000', 4, false]);
    assert.deepEqual(synonyms(found), [
      '4:log.segment.bytes=2000000',
      '5:log.segment.bytes=1073741824',
    ]);
  });

  test('a value set for all brokers', async () => {
    const found = await entry(TOPIC, 't', 'max.message.bytes');
    assert.deepEqual([found.value, found.configSource], ['77', 3]);
  });

  test('a default', async () => {
    const found = await entry(TOPIC, 't', 'cleanup.policy');
    assert.deepEqual([found.value, found.configSource, found.configType], ['delete', 5, 7]);
    const ratio = await entry(TOPIC, 't', 'min.cleanable.dirty.ratio');
    assert.deepEqual([ratio.value, ratio.configType], ['0.5', 6]);
  });
});

describe('brokers', () => {
  test('the file, defaults and unknown settings', async () => {
    const { configs } = await describeOne(BROKER, '1');
    const of = (name: string) => configs.find((each) => each.name === name);
    assert.equal(of('log.segment.bytes')?.value, '2000000');
    assert.equal(of('num.partitions')?.value, '1');
    assert.equal(of('log.dirs')?.value, null);
    assert.equal(of('log.dirs')?.readOnly, true);
    assert.equal(of('log.segment.bytes')?.readOnly, false);
    assert.equal(of('unstable.api.versions.enable'), undefined);
    const unknown = of('my.own.setting');
    assert.deepEqual([unknown?.value, unknown?.isSensitive, unknown?.configType], [null, true, 0]);
  });

  test('secrets are never told', async () => {
    const found = await entry(BROKER, '1', 'ssl.keystore.password');
    assert.deepEqual([found.value, found.isSensitive], [null, true]);
    assert.deepEqual(synonyms(found), ['4:ssl.keystore.password=null']);
  });

  test('the empty name is what is set for all', async () => {
    const { configs } = await describeOne(BROKER, '');
    assert.deepEqual(configs.map(({ name, value, configSource }) => [name, value, configSource]), [
      ['message.max.bytes', '77', 3],
    ]);
  });
});

describe('the others', () => {
  test('loggers', async () => {
    const found = await entry(LOGGER, '1', 'root');
    assert.deepEqual([found.value, found.configSource], ['INFO', 6]);
  });

  test('groups', async () => {
    const set = await entry(GROUP, 'g', 'consumer.session.timeout.ms');
    assert.deepEqual([set.value, set.configSource], ['50000', 8]);
    const inherited = await entry(GROUP, 'g', 'consumer.heartbeat.interval.ms');
    assert.deepEqual([inherited.value, inherited.configSource], ['5000', 5]);
    assert.deepEqual(synonyms(inherited), ['5:group.consumer.heartbeat.interval.ms=5000']);
  });

  test('client metrics', async () => {
    const found = await entry(METRICS, 'm', 'interval.ms');
    assert.deepEqual([found.value, found.configSource], ['10', 7]);
    assert.equal((await entry(METRICS, 'other', 'interval.ms')).value, '300000');
  });
});

describe("refused, in Kafka's words", () => {
  const { INVALID_REQUEST, INVALID_TOPIC_EXCEPTION, UNKNOWN_TOPIC_OR_PARTITION } = errors;
  const table: [number, string, number, RegExp][] = [
    [TOPIC, 'nobody', UNKNOWN_TOPIC_OR_PARTITION.code, /^$/],
    [TOPIC, 'a/b', INVALID_TOPIC_EXCEPTION.code, /contains one or more characters/],
    [BROKER, '2', INVALID_REQUEST.code, /expected 1 or empty string, but received 2/],
    [BROKER, 'x', INVALID_REQUEST.code, /Broker id must be an integer, but it is: x/],
    [LOGGER, '', INVALID_REQUEST.code, /Broker id must not be empty/],
    [LOGGER, '2', INVALID_REQUEST.code, /expected 1 but received 2/],
    [METRICS, '', INVALID_REQUEST.code, /subscription name must not be empty/],
    [GROUP, '', INVALID_REQUEST.code, /Group name must not be empty/],
    [99, 'x', INVALID_REQUEST.code, /^$/],
  ];
  for (const [type, name, code, message] of table) {
    test(`type ${type}, name '${name}'`, async () => {
      const result = await describeOne(type, name);
      assert.equal(result.errorCode, code);
      assert.match(result.errorMessage ?? '', message);
      assert.deepEqual(result.configs, []);
    });
  }
});

describe('very much', () => {
  const ofBroker = (resourceName: string) => ({
    resourceType: BROKER,
    resourceName,
    configurationKeys: null,
    unknownTaggedFields: [],
  });

  test('a broker that is named in several ways is told of each time', async () => {
    const names = ['1', '01', '+1'];
    const resources = names.map(ofBroker);
    const { results } = await ask(handler, { version: 4 }, { resources, includeSynonyms: true });
    assert.deepEqual(results.map(({ resourceName }) => resourceName), names);
    const [first, ...others] = results;
    assert.ok((first?.configs.length ?? 0) > 100);
    for (const { configs } of others) assert.deepEqual(configs, first?.configs);
  });

  test('an answer holds a million configs, and refuses the rest', async () => {
    const universe = new SimulatedUniverse({ seed: 1 });
    const { clock, timers } = universe.createNode('broker');
    const slices = { clock, timers, largeWork: new LargeWork({ clock, timers }) };
    const resources = Array.from({ length: 20_000 }, () => ofBroker('1'));
    const flags = { includeSynonyms: false, includeDocumentation: false };
    const request = { resources, ...flags, unknownTaggedFields: [] };
    const answered = new Promise<Draft<DescribeConfigsResponse>>((resolve) => {
      const options = { ...slices, ...OPTIONS };
      const context = contextOf(4, 'PLAINTEXT');
      describeConfigsHandler(options).handle(request, context, (answer) => resolve(answer ?? {}));
    });
    const { results = [] } = await universe.resolve(answered);
    assert.equal(results.length, resources.length);
    const told = results.filter(({ errorCode }) => errorCode === 0);
    const count = told.reduce((sum, { configs = [] }) => sum + configs.length, 0);
    assert.ok(count >= 1_000_000 && count < 1_001_000, `${count} configs`);
    const refused = results.slice(told.length);
    assert.ok(refused.length > 1000);
    const { POLICY_VIOLATION } = errors;
    assert.ok(refused.every(({ errorCode }) => errorCode === POLICY_VIOLATION.code));
  });
});
