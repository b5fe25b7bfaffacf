import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { initProducerIdApi, metadataApi, produceApi } from '@ottla/protocol';

import { UnsupportedVersionError } from '../errors.ts';
import { chooseVersion, offeredVersions, requireVersion } from './api-versions.ts';

describe('the version of an API', () => {
  const { min, max } = offeredVersions(produceApi);
  const table: readonly (readonly [
    title: string,
    theirs: readonly [number, number],
    limits: { min?: number; max?: number },
    expected: number | undefined,
  ])[] = [
    ['theirs is newer', [0, max + 5], {}, max],
    ['theirs is older', [0, max - 1], {}, max - 1],
    ['theirs begins above ours', [max + 1, max + 2], {}, undefined],
    ['theirs ends below ours', [0, min - 1], {}, undefined],
    ['the call sets a maximum', [0, max], { max: 9 }, 9],
    ['the call needs more than they have', [0, 8], { min: 9 }, undefined],
    ['the call narrows to one', [0, max], { min: 7, max: 7 }, 7],
  ];
  for (const [title, [from, to], limits, expected] of table) {
    test(title, () => {
      const served = new Map([[produceApi.key, { min: from, max: to }]]);
      assert.equal(chooseVersion(produceApi, served, limits), expected);
    });
  }

  test('an unstable newest version is never used', () => {
    const served = new Map([[initProducerIdApi.key, { min: 0, max: 6 }]]);
    assert.equal(initProducerIdApi.request.maxVersion, 6);
    assert.equal(chooseVersion(initProducerIdApi, served), 5);
  });

  test('no common one is an error that names both ranges', () => {
    const served = new Map([[metadataApi.key, { min: 20, max: 21 }]]);
    assert.throws(() => requireVersion(metadataApi, served), {
      name: 'UnsupportedVersionError',
      message: /Metadata: this client needs a version from 0 to 13, the broker serves 20 to 21/,
    });
    assert.throws(() => requireVersion(metadataApi, new Map()), UnsupportedVersionError);
  });
});
