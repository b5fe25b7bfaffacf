import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

import { addOns } from './stage-packages.ts';
import { type Bundle, bundleCommandLine } from './bundle.ts';

describe('the command line in a bundle', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ottla-bundle-'));
  let bundle: Bundle = new Map();

  before(async () => {
    bundle = await bundleCommandLine(directory);
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  });
  after(() => rmSync(directory, { recursive: true }));

  test('asks for nothing but Node, its own files and the add-ons', () => {
    const known = [...builtinModules, ...Object.keys(addOns()), ...bundle.keys()];
    const asked = [...bundle.values()].flatMap((file) => [...file.imports, ...file.dynamicImports]);
    assert.ok(asked.length > bundle.size);
    const foreign = asked.filter((name) => !known.includes(name.replace(/^node:/, '')));
    assert.deepEqual(foreign, []);
  });

  test('has every file that a thread loads, by its new name', () => {
    const named = [...bundle.keys()].flatMap((name) => {
      const text = readFileSync(join(directory, name), 'utf8');
      const urls = text.matchAll(/new URL\(`\.\/([\w-]+\.\w+)`,import\.meta\.url\)/g);
      return [...urls].map(([, file = '']) => file);
    });
    assert.ok(named.includes('worker-main.js'));
    assert.ok(named.length > 1);
    for (const name of named) assert.ok(bundle.has(name), name);
  });

  test('a job runs on a thread of the bundle', async () => {
    const input = {
      mechanism: 'SCRAM-SHA-256',
      password: 'pencil',
      salt: Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'),
      iterations: 4096,
    };
    const module = pathToFileURL(join(directory, 'scram-mechanisms.js')).href;
    const worker = new Worker(join(directory, 'worker-main.js'));
    const answer = new Promise<unknown>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    worker.postMessage({ module, name: 'saltPassword', input });
    // RFC 7677's example: the password that its keys are made of.
    const output = Buffer.from('xKSVEDI6tPlSysH6mUQZOeeOp01r6B3fcJbodRPcYV0=', 'base64');
    assert.deepEqual(await answer, { kind: 'done', output: new Uint8Array(output) });
    await worker.terminate();
  });

  test('a start does not load the tools', () => {
    const start = [...bundle.keys()].find((name) => name.startsWith('start-'));
    const loaded = new Set<string>();
    const load = (name: string): void => {
      if (loaded.has(name)) return;
      loaded.add(name);
      for (const next of bundle.get(name)?.imports ?? []) load(next);
    };
    load('ottla.js');
    load(start ?? '');
    assert.ok(loaded.has(start ?? 'no start'));
    const tools = [...loaded].filter((name) => /console-|groups|topics-|dump-log|pino/.test(name));
    assert.deepEqual(tools, []);
  });
});
