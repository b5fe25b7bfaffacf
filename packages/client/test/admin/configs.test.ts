// Configs beyond the plain case: what entries tell, older brokers, and resources that do not exist.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  alterConfigsApi,
  describeConfigsApi,
  errors,
  incrementalAlterConfigsApi,
  listConfigResourcesApi,
} from '@ottla/protocol';

import { UnsupportedVersionError } from '../../src/index.ts';
import { countOf, failureOf, startAdmin } from '../scripted/scripted-admin.ts';

describe('describeConfigs', () => {
  test('tells source, type, documentation and synonyms', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(describeConfigsApi, ({ request }, respond) => {
      asked.push([request.includeSynonyms, request.includeDocumentation]);
      asked.push(...request.resources.map(({ configurationKeys }) => configurationKeys));
      const config = {
        name: 'retention.ms',
        value: '5',
        configSource: 1,
        configType: 5,
        documentation: 'How long.',
        synonyms: [{ name: 'log.retention.ms', value: '7', source: 4 }],
      };
      const secret = { name: 'secret', value: null, readOnly: true, isSensitive: true };
      // Numbers that no Kafka has used yet.
      const odd = { name: 'odd', value: 'x', configSource: 99, configType: 99 };
      const configs = [config, { ...secret, configSource: 5, configType: 9 }, odd];
      respond({ results: [{ resourceType: 2, resourceName: 't', configs }] });
    });
    const options = { includeSynonyms: true, includeDocumentation: true };
    const resource = { type: 'topic', name: 't', keys: ['retention.ms', 'secret', 'odd'] } as const;
    const described = await run(admin.describeConfigs([resource], options));
    const plain = { documentation: null, isSensitive: false, isReadOnly: false, synonyms: [] };
    assert.deepEqual(described.get('topic:t'), [
      {
        ...plain,
        name: 'retention.ms',
        value: '5',
        source: 'DYNAMIC_TOPIC_CONFIG',
        type: 'LONG',
        documentation: 'How long.',
        synonyms: [{ name: 'log.retention.ms', value: '7', source: 'STATIC_BROKER_CONFIG' }],
      },
      {
        ...plain,
        name: 'secret',
        value: null,
        source: 'DEFAULT_CONFIG',
        type: 'PASSWORD',
        isSensitive: true,
        isReadOnly: true,
      },
      { ...plain, name: 'odd', value: 'x', source: 'UNKNOWN', type: 'UNKNOWN' },
    ]);
    assert.deepEqual(asked, [[true, true], ['retention.ms', 'secret', 'odd']]);
    await admin.close();
  });

  test('does not wait for a topic that is not there', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.broker(1).on(describeConfigsApi, (_incoming, respond) => {
      const errorCode = errors.UNKNOWN_TOPIC_OR_PARTITION.code;
      const result = { resourceType: 2, resourceName: 'nope', errorCode, errorMessage: '' };
      respond({ results: [result] });
    });
    const error = await failureOf(run(admin.describeConfigs([{ type: 'topic', name: 'nope' }])));
    assert.match(`${error.name}: ${error.message}`, /^UNKNOWN_TOPIC_OR_PARTITION: topic nope: ./);
    assert.equal(countOf(cluster, 1, 'DescribeConfigs'), 1);
    await admin.close();
  });

  test('refuses documentation from a broker that has none', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.broker(1).on(describeConfigsApi, (_incoming, respond) => respond({}), 2);
    const resource = { type: 'topic', name: 't' } as const;
    const asking = admin.describeConfigs([resource], { includeDocumentation: true });
    await assert.rejects(run(asking), UnsupportedVersionError);
    await admin.close();
  });
});

describe('altering configs', () => {
  test('of a broker at that broker, of all brokers by the controller', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    const asked: unknown[] = [];
    for (const { nodeId } of cluster.brokers) {
      cluster.broker(nodeId).on(incrementalAlterConfigsApi, ({ request }, respond) => {
        for (const { resourceType, resourceName } of request.resources) {
          asked.push([nodeId, resourceType, resourceName]);
        }
        respond({ responses: request.resources });
      });
    }
    const changes = [{ name: 'a', operation: 'delete' }] as const;
    await run(
      admin.incrementalAlterConfigs([
        { type: 'broker', name: '2', changes },
        { type: 'broker', name: '', changes },
        { type: 'broker-logger', name: '2', changes },
        { type: 'group', name: 'g', changes },
      ]),
    );
    assert.deepEqual(
      asked.toSorted(),
      [[1, 32, 'g'], [1, 4, ''], [2, 4, '2'], [2, 8, '2']],
    );
    await admin.close();
  });

  test('the old way: what is given replaces all', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(alterConfigsApi, ({ request }, respond) => {
      for (const { resourceName, configs } of request.resources) {
        asked.push([resourceName, ...configs.map(({ name, value }) => `${name}=${value}`)]);
      }
      asked.push(request.validateOnly);
      const errorCode = errors.INVALID_CONFIG.code;
      respond({
        responses: [
          { resourceType: 2, resourceName: 'a' },
          { resourceType: 2, resourceName: 'b', errorCode, errorMessage: 'no such key' },
        ],
      });
    });
    const altering = admin.alterConfigs(
      [
        { type: 'topic', name: 'a', configs: { x: '1', y: '2' } },
        { type: 'topic', name: 'b', configs: {} },
      ],
      { validateOnly: true },
    );
    const error = await failureOf(run(altering));
    assert.deepEqual([error.name, error.message], ['INVALID_CONFIG', 'no such key']);
    assert.deepEqual(asked, [['a', 'x=1', 'y=2'], ['b'], true]);
    await admin.close();
  });
});

describe('listConfigResources', () => {
  test('of some types; types that are not known here are left out', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.broker(1).on(listConfigResourcesApi, ({ request }, respond) => {
      assert.deepEqual(request.resourceTypes, [2, 32]);
      respond({
        configResources: [
          { resourceType: 2, resourceName: 't' },
          { resourceType: 99, resourceName: 'x' },
          { resourceType: 32, resourceName: 'g' },
        ],
      });
    });
    const listed = await run(admin.listConfigResources(['topic', 'group']));
    assert.deepEqual(listed, [{ type: 'topic', name: 't' }, { type: 'group', name: 'g' }]);
    await admin.close();
  });

  test('an older broker lists client metrics, and nothing else', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.broker(1).on(
      listConfigResourcesApi,
      (_incoming, respond) => respond({ configResources: [{ resourceName: 'm' }] }),
      0,
    );
    const listed = await run(admin.listConfigResources(['client-metrics']));
    assert.deepEqual(listed, [{ type: 'client-metrics', name: 'm' }]);
    await assert.rejects(run(admin.listConfigResources()), UnsupportedVersionError);
    await admin.close();
  });
});
