import assert from 'node:assert/strict';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';

import { withBuiltWorkers, writeCommonJsTypes } from './compile.ts';

describe('the file of a thread', () => {
  const cases: [string, string, string][] = [
    [
      'is named as it was built',
      "new Worker(new URL('./worker-main.ts', import.meta.url))",
      "new Worker(new URL('./worker-main.js', import.meta.url))",
    ],
    ['other URLs stay', "new URL('./a.ts', base)", "new URL('./a.ts', base)"],
    ['so do texts', "'./worker-main.ts'", "'./worker-main.ts'"],
  ];
  for (const [name, text, built] of cases) {
    test(name, () => assert.equal(withBuiltWorkers(text), built));
  }
});

/** A client that speaks of base; what nobody speaks of stays behind. */
const DECLARATIONS: Readonly<Record<string, string>> = {
  'client/src/index.d.ts':
    "export * from './core/call.js';\nexport type { World } from '@ottla/base';\n",
  'client/src/core/call.d.ts': "export declare const call: import('../errors.js').Call;\n",
  'client/src/errors.d.ts': "import type { Bytes } from '@ottla/base';\nexport type Call = Bytes;\n",
  'client/src/unused.d.ts': 'export {};\n',
  'base/src/index.d.ts': "export type { World } from './world/world.ts';\nexport type Bytes = 1;\n",
  'base/src/world/world.d.ts': 'export interface World {}\n',
};

test('types for require are a tree that leads nowhere else', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ottla-types-'));
  try {
    for (const [path, text] of Object.entries(DECLARATIONS)) {
      const file = join(directory, 'compiled', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const types = join(directory, 'types');
    const compiled = join(directory, 'compiled');
    writeCommonJsTypes({ compiled, folder: 'client', directory: types, apart: [] });
    const made = globSync('**/*.d.ts', { cwd: types }).toSorted();
    assert.deepEqual(
      Object.fromEntries(made.map((path) => [path, readFileSync(join(types, path), 'utf8')])),
      {
        'base/index.d.ts':
          "export type { World } from './world/world.js';\nexport type Bytes = 1;\n",
        'base/world/world.d.ts': 'export interface World {}\n',
        'client/core/call.d.ts': "export declare const call: import('../errors.js').Call;\n",
        'client/errors.d.ts':
          "import type { Bytes } from '../base/index.js';\nexport type Call = Bytes;\n",
        'index.d.ts':
          "export * from './client/core/call.js';\n" +
          "export type { World } from './base/index.js';\n",
      },
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('packages with declarations for require of their own are spoken of by name', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ottla-types-'));
  try {
    const compiled = join(directory, 'compiled');
    mkdirSync(join(compiled, 'testkit', 'src'), { recursive: true });
    const text = "export type { Producer } from '@ottla/client';\n";
    writeFileSync(join(compiled, 'testkit', 'src', 'index.d.ts'), text);
    const types = join(directory, 'types');
    const apart = ['@ottla/client'];
    writeCommonJsTypes({ compiled, folder: 'testkit', directory: types, apart });
    assert.deepEqual(globSync('**/*.d.ts', { cwd: types }), ['index.d.ts']);
    assert.equal(readFileSync(join(types, 'index.d.ts'), 'utf8'), text);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
