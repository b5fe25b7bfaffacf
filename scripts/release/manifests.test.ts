import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { root } from '../sources.ts';
import {
  commandLineManifest,
  libraryManifest,
  type Manifest,
  PRIVATE_PACKAGES,
} from './manifests.ts';

const SOURCE: Manifest = {
  name: '@ottla/example',
  version: '0.1.0',
  description: 'An example.',
  license: 'Apache-2.0',
  type: 'module',
  engines: { node: '>=24' },
  dependencies: { '@ottla/base': '0.1.0' },
  optionalDependencies: { 'add-on': '1.0.0' },
};

describe('a library', () => {
  test('is one ES module with its types', () => {
    const published = libraryManifest(SOURCE, 'example');
    assert.deepEqual(published.exports, {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './package.json': './package.json',
    });
    assert.deepEqual(published.dependencies, { '@ottla/base': '0.1.0' });
    assert.deepEqual(published.optionalDependencies, { 'add-on': '1.0.0' });
    assert.deepEqual(published.files, ['dist']);
    assert.equal('scripts' in published, false);
  });

  for (const folder of ['client', 'testkit']) {
    test(`${folder} is two bundles, CommonJS with types of its own`, () => {
      const { exports } = libraryManifest(SOURCE, folder);
      assert.deepEqual(exports['.'], {
        import: { types: './dist/index.d.ts', default: './dist/esm/index.js' },
        require: { types: './dist/cjs/types/index.d.ts', default: './dist/cjs/index.js' },
      });
    });
  }

  test('no empty lists', () => {
    const { dependencies: _, optionalDependencies: __, ...bare } = SOURCE;
    const published = libraryManifest(bare, 'example');
    assert.equal('dependencies' in published, false);
    assert.equal('optionalDependencies' in published, false);
  });

  for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
    test(`with ${script} it is not published`, () => {
      const source = { ...SOURCE, scripts: { [script]: 'node x.js', test: 'node --test' } };
      assert.throws(
        () => libraryManifest(source, 'example'),
        new Error(`@ottla/example would run ${script} when installed`),
      );
    });
  }
});

test('the command line depends on its add-ons only', () => {
  const published = commandLineManifest(SOURCE, { 'add-on': '1.0.0' });
  assert.equal(published.dependencies, undefined);
  assert.deepEqual(published.optionalDependencies, { 'add-on': '1.0.0' });
  assert.deepEqual(published.bin, { ottla: 'bin/ottla.mjs' });
});

/** The real packages: one version for all, and nothing that points at something unpublished. */
describe('this house', () => {
  const packages = readdirSync(join(root, 'packages')).map((folder): [string, Manifest] => {
    const text = readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8');
    return [folder, JSON.parse(text)];
  });
  const published = packages.filter(([folder]) => !PRIVATE_PACKAGES.includes(folder));
  const names = new Set(published.map(([, manifest]) => manifest.name));
  const version = packages.find(([folder]) => folder === 'ottla')?.[1].version;

  for (const [folder, manifest] of published) {
    test(`${manifest.name} can be published`, () => {
      const made = libraryManifest(manifest, folder);
      assert.equal(made.version, version);
      assert.equal(made.license, 'Apache-2.0');
      assert.match(made.engines['node'] ?? '', /^>=(22\.15|24)$/);
      for (const [name, wanted] of Object.entries(made.dependencies ?? {})) {
        if (!name.startsWith('@ottla/')) continue;
        assert.ok(names.has(name), `${name} is not published`);
        assert.equal(wanted, version, name);
      }
    });
  }
});
