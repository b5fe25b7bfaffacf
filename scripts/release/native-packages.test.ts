import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { isIntact, type LockFile, packagesOf, readLockFile } from './native-packages.ts';
import { addOns } from './stage-packages.ts';

const entry = (name: string) => ({ version: '1.0.0', integrity: `sha512-${name}` });

const LOCK: LockFile = {
  packages: {
    'node_modules/add-on': {
      ...entry('add-on'),
      optionalDependencies: {
        'add-on-linux-x64-gnu': '1.0.0',
        'add-on-freebsd-x64': '1.0.0',
        'add-on-darwin-x64': '1.0.0',
      },
    },
    'node_modules/add-on-linux-x64-gnu': entry('linux'),
    'node_modules/add-on-darwin-x64': entry('darwin'),
  },
};

test('an add-on is its own package and those of the platforms that are served', () => {
  assert.deepEqual(packagesOf('add-on', LOCK), [
    { name: 'add-on', ...entry('add-on') },
    { name: 'add-on-linux-x64-gnu', ...entry('linux') },
    { name: 'add-on-darwin-x64', ...entry('darwin') },
  ]);
});

test('without a checksum nothing is fetched', () => {
  const packages = { ...LOCK.packages, 'node_modules/add-on-darwin-x64': { version: '1.0.0' } };
  assert.throws(() => packagesOf('add-on', { packages }), /add-on-darwin-x64/);
  assert.throws(() => packagesOf('other', LOCK), /does not name other/);
});

test('a checksum as npm writes it', () => {
  const integrity =
    'sha512-' +
    'm3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw==';
  assert.equal(isIntact(Buffer.from('hello'), integrity), true);
  assert.equal(isIntact(Buffer.from('hellp'), integrity), false);
});

describe('the add-ons of this house', () => {
  for (const name of Object.keys(addOns())) {
    test(`${name} is prebuilt for eight platforms`, () => {
      const packages = packagesOf(name, readLockFile());
      assert.equal(packages.length, 1 + 8);
      for (const { integrity } of packages) assert.match(integrity, /^sha512-/);
    });
  }
});
