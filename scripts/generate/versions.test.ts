import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { conditionOf, contains, intersect, isEmpty, listVersions, parseVersions } from './versions.ts';

describe('version ranges', () => {
  it('are read as Kafka writes them', () => {
    assert.deepEqual(parseVersions('3'), { from: 3, to: 3 });
    assert.deepEqual(parseVersions('2-5'), { from: 2, to: 5 });
    assert.deepEqual(parseVersions('4+'), { from: 4, to: Infinity });
    assert(isEmpty(parseVersions('none')));
  });

  it('intersect', () => {
    assert.deepEqual(intersect(parseVersions('2+'), parseVersions('0-4')), { from: 2, to: 4 });
    assert(isEmpty(intersect(parseVersions('0-1'), parseVersions('2+'))));
    assert(isEmpty(intersect(parseVersions('none'), parseVersions('0+'))));
  });

  // versions of a field, versions of its message, code
  const conditions: readonly [string, string, string][] = [
    ['0+', '3-9', 'true'],
    ['5+', '3-9', 'version >= 5'],
    ['0-5', '3-9', 'version <= 5'],
    ['4-5', '3-9', 'version >= 4 && version <= 5'],
    ['4', '3-9', 'version === 4'],
    ['3', '3-9', 'version <= 3'],
    ['0-2', '3-9', 'false'],
    ['none', '3-9', 'false'],
  ];
  for (const [versions, within, code] of conditions) {
    it(`${versions} within ${within} is ${code}`, () => {
      assert.equal(conditionOf(parseVersions(versions), parseVersions(within)), code);
      for (const version of listVersions(parseVersions(within))) {
        const value = new Function('version', `return ${code};`)(version);
        assert.equal(value, contains(parseVersions(versions), version), `version ${version}`);
      }
    });
  }
});
