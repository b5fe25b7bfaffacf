// What our documents show of the client is what it has: their TypeScript is checked against the
// packages.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { root } from '../sources.ts';
import { checkModules, fencesOf, moduleOf } from './snippets.ts';

const directory = mkdtempSync(join(tmpdir(), 'ottla-snippets-'));
after(() => rmSync(directory, { recursive: true }));

interface Document {
  readonly path: string;
  /** What its snippets take for granted. */
  readonly granted: string;
}

const CLIENT = "import('@ottla/client')";

const DOCUMENTS: readonly Document[] = [
  {
    path: 'docs/from-java.md',
    granted: `
      interface Order { readonly id: number; readonly cents: number }
      declare const bootstrapServers: string;
      declare const signal: AbortSignal;
      declare const consumer: Consumer<string, Order>;
      declare const handle: (record: ${CLIENT}.ConsumedRecord<string, Order>) => Promise<void>;
      declare const properties: ReadonlyMap<string, string>;
      declare const username: string, password: string, ca: string;
    `,
  },
  {
    path: 'packages/client/README.md',
    granted: `
      declare const bootstrapServers: string;
      declare const readSecret: () => Promise<string>;
      declare const consumer: ${CLIENT}.Consumer, producer: ${CLIENT}.Producer;
    `,
  },
  {
    path: 'packages/client/src/consumer/README.md',
    granted: `
      import { Consumer } from '@ottla/client';
      declare const show: (record: ${CLIENT}.ConsumedRecord) => Promise<void>;
    `,
  },
  {
    path: 'packages/client/src/producer/README.md',
    granted: `
      import { Consumer } from '@ottla/client';
      declare const bootstrapServers: string;
      declare const producer: ${CLIENT}.Producer;
      declare const shown: (record: ${CLIENT}.ConsumedRecord) => string;
    `,
  },
  {
    path: 'packages/client/src/admin/README.md',
    granted: `
      import { outcomesOf } from '@ottla/client';
      declare const admin: ${CLIENT}.Admin;
      declare const moves: Parameters<typeof admin.alterReplicaLogDirs>[0];
    `,
  },
];

test('the documents have snippets, and each of them can be compiled', () => {
  const modules = new Map<string, string>();
  for (const { path, granted } of DOCUMENTS) {
    const fences = fencesOf(readFileSync(join(root, path), 'utf8'));
    assert.ok(fences.length > 0, path);
    modules.set(`${path.replaceAll(/\W/g, '-')}.mts`, moduleOf(fences, granted));
  }
  checkModules(directory, modules);
});

test('a snippet that shows what there is not fails', () => {
  const markdown = '# A\n```ts\nawait producer.sned({ topic });\n```\nand\n```sh\nls\n```\n';
  const fences = fencesOf(markdown);
  assert.deepEqual(fences, ['await producer.sned({ topic });\n']);
  const granted = `declare const producer: ${CLIENT}.Producer, topic: string;`;
  const modules = new Map([['wrong.mts', moduleOf(fences, granted)]]);
  assert.throws(() => checkModules(directory, modules), /wrong\.mts.*'sned' does not exist/);
});

test('imports go to the head, and what one fence declares is not in the way of another', () => {
  const fences = ["import { a } from 'a';\nconst x = a;\n", 'const x = 2;\n'];
  assert.equal(
    moduleOf(fences, 'declare const y: number;'),
    [
      "import { a } from 'a';\n",
      'declare const y: number;',
      '{\nconst x = a;\n}\n',
      '{\nconst x = 2;\n}\n',
    ].join('\n'),
  );
});
