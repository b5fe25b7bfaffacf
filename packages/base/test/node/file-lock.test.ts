// The lock between processes: a real second one, and its death.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, it } from 'node:test';
import { createNodeWorld } from '../../src/index.ts';

const { disk } = createNodeWorld();
const surface = new URL('../../src/index.ts', import.meta.url).href;

/** Another process that holds the lock; resolves when it has it. */
async function holder(path: string) {
  const program = `
    import { createNodeWorld } from ${JSON.stringify(surface)};
    createNodeWorld().disk.lock(${JSON.stringify(path)});
    // What is not held on to is collected; the lock must live on.
    globalThis.gc();
    console.log('held');
    setInterval(() => {}, 1000);
  `;
  const args = ['--expose-gc', '--input-type=module', '-e', program];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const kill = async () => {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  };
  return { kill };
}

describe('the lock on a file', () => {
  it('excludes another process until that is dead, however it dies', async () => {
    const directory = mkdtempSync(`${tmpdir()}/ottla-lock-`);
    try {
      const path = `${directory}/.lock`;
      const { kill } = await holder(path);
      try {
        assert.throws(() => disk.lock(path), { name: 'DiskError', code: 'ELOCKED', path });
      } finally {
        await kill();
      }
      disk.lock(path).release();
      assert.equal(disk.stat(path)?.sizeBytes, 0, 'nothing is written to it');
      assert.deepEqual(disk.list(directory).map((entry) => entry.name), ['.lock']);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
