// ApiVersions: what is told, to whom, in which version.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, errorOf } from '@ottla/protocol';
import { DataPlane, record } from './data-plane.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };

test('what has a handler is told, and nothing else', async () => {
  const plane = await DataPlane.start();
  const client = await plane.connect();
  for (let version = 0; version <= 4; version++) {
    const { errorCode, apiKeys } = await client.ask(apiVersionsApi, version, software);
    assert.equal(errorCode, 0);
    const told = apiKeys.map((each) => [each.apiKey, each.minVersion, each.maxVersion]);
    assert.deepEqual(told, [
      // librdkafka wants to see version 0, which is refused all the same (KAFKA-18659).
      [0, 0, 13],
      [1, 4, 18],
      [2, 1, 11],
      [18, 0, 4],
      [21, 0, 2],
      // Version 6 is unstable.
      [22, 0, 5],
      [23, 2, 4],
    ]);
  }
  await plane.stop();
});

test('features whose lowest level is 0 are told from version 4 on', async () => {
  const plane = await DataPlane.start();
  plane.apply([record('FeatureLevelRecord', { name: 'metadata.version', featureLevel: 30 })]);
  const client = await plane.connect();
  const ask = (version: number) => client.ask(apiVersionsApi, version, software);
  const names = async (version: number) =>
    (await ask(version)).supportedFeatures.map(({ name }) => name);
  assert.deepEqual(await names(3), ['metadata.version']);
  assert.ok((await names(4)).includes('kraft.version'));
  const { finalizedFeatures, finalizedFeaturesEpoch } = await ask(3);
  const levels = finalizedFeatures.map((each) => [
    each.name,
    each.minVersionLevel,
    each.maxVersionLevel,
  ]);
  assert.deepEqual(levels, [
    ['metadata.version', 30, 30],
    ['kraft.version', 1, 1],
  ]);
  assert.equal(finalizedFeaturesEpoch, plane.image.provenance.lastContainedOffset);
  await plane.stop();
});

const NAMES: readonly [name: string, isValid: boolean][] = [
  ['apache-kafka-java', true],
  ['a', true],
  ['9.1-rc.2', true],
  ['', false],
  ['-a', false],
  ['a-', false],
  ['a b', false],
  ['a_b', false],
  ['ä', false],
  ['a\n', false],
];

test('names of client software are checked from version 3 on', async () => {
  const plane = await DataPlane.start();
  const client = await plane.connect();
  for (const [text, isValid] of NAMES) {
    for (const field of ['clientSoftwareName', 'clientSoftwareVersion']) {
      const request = { ...software, [field]: text };
      const { errorCode, apiKeys } = await client.ask(apiVersionsApi, 3, request);
      const expected = isValid ? 'NONE' : 'INVALID_REQUEST';
      assert.equal(errorOf(errorCode).name, expected, `${field} ${text}`);
      assert.equal(apiKeys.length > 0, isValid);
    }
  }
  assert.equal((await client.ask(apiVersionsApi, 2, {})).errorCode, 0);
  await plane.stop();
});
