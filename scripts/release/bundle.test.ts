import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

import { BatchBuilder } from '../../packages/protocol/src/records/index.ts';
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

  /** What a thread of the bundle answers. */
  async function run(file: string, name: string, input: unknown): Promise<unknown> {
    const module = pathToFileURL(join(directory, file)).href;
    const worker = new Worker(join(directory, 'worker-main.js'));
    const answer = new Promise<unknown>((resolve, reject) => {
      worker.on('message', (told: { kind: string }) => told.kind !== 'ready' && resolve(told));
      worker.once('error', reject);
    });
    worker.postMessage({ module, name, input });
    const told = await answer;
    await worker.terminate();
    return told;
  }

  test('a job runs on a thread of the bundle', async () => {
    const input = {
      mechanism: 'SCRAM-SHA-256',
      password: 'pencil',
      salt: Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'),
      iterations: 4096,
    };
    // RFC 7677's example: the password that its keys are made of.
    const output = Buffer.from('xKSVEDI6tPlSysH6mUQZOeeOp01r6B3fcJbodRPcYV0=', 'base64');
    assert.deepEqual(await run('scram-mechanisms.js', 'saltPassword', input), {
      kind: 'done',
      output: new Uint8Array(output),
    });
  });

  test('so do the jobs of the cleaner, and the examination of produced batches', async () => {
    const chunk = new Uint8Array(0);
    const map = {
      slots: 2,
      capacity: 1,
      secret: new Uint8Array(16),
      hashes: new Int32Array(8),
      offsets: new Float64Array(2),
      progress: new Float64Array(2),
    };
    const nothing = new Uint8Array(0);
    assert.deepEqual(
      await run('map-chunk.js', 'mapChunk', { chunk, isGone: nothing, firstDirtyOffset: 0, map }),
      { kind: 'done', output: { isFull: false, batches: 0, bytes: 0 } },
    );
    const times = { nowMs: 0, deleteRetentionMs: 0, keepsLegacyTombstones: false };
    assert.deepEqual(
      await run('filter-chunk.js', 'filterChunk', { chunk, fates: nothing, times, map }),
      {
        kind: 'done',
        output: { batches: new Int32Array(0), made: nothing, batchesMet: 0, bytesMet: 0 },
      },
    );
    const told = await run('examine-batch.js', 'examineBatch', {});
    assert.equal((told as { kind: string }).kind, 'failed', 'it is there, and wants an input');
  });

  test('so does the search of look-ups by time', async () => {
    const builder = new BatchBuilder({ codec: 'gzip' });
    for (const time of [5, 7]) builder.append(time, null, Buffer.from('v'));
    const wanted = { timestamp: 6, isExact: false, fromOffset: 0 };
    const search = { ...wanted, bytes: builder.finish() };
    assert.deepEqual(await run('search-batch.js', 'searchBatch', search), {
      kind: 'done',
      output: { kind: 'found', timestamp: 7, offset: 1 },
    });
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
