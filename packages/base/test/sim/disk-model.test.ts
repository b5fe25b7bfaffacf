// The simulated disk against the real one: random programs give the same answers, error for error,
// on both. And its names against a model of what a power loss may do to them.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, it } from 'node:test';
import {
  createMemoryDisk,
  createNodeWorld,
  type Disk,
  DiskError,
  type DiskFile,
  Prng,
  SimulatedUniverse,
} from '../../src/index.ts';

/** A few names that often meet: files, directories, and both below each other. */
const names = ['a', 'b', 'd', 'd/a', 'd/b', 'd/e', 'd/e/a', 'none/a'];

/** The answer of a disk, or its refusal, as text. */
function answerOf(act: () => unknown): string {
  try {
    return JSON.stringify(act()) ?? 'done';
  } catch (error) {
    if (error instanceof DiskError) return `${error.code} ${error.path.replace(/^.*\/root/, '')}`;
    throw error;
  }
}

/**
 * One random call; the same on both disks, because the caller draws it from twins of one generator.
 */
function randomCall(disk: Disk, root: string, prng: Prng, open: DiskFile[]): string {
  const path = `${root}/${prng.pick(names)}`;
  const other = `${root}/${prng.pick(names)}`;
  const bytes = prng.bytes(prng.below(40));
  const position = prng.below(60);
  const file = open.length > 0 ? prng.pick(open) : undefined;
  const mode = prng.pick(['read', 'read-write', 'create', 'truncate'] as const);
  switch (prng.below(14)) {
    case 0:
      return answerOf(() => disk.makeDirectory(path));
    case 1:
      return answerOf(() => disk.writeFile(path, bytes));
    case 2:
      return answerOf(() => [...disk.readFile(path)]);
    case 3:
      return answerOf(() => disk.rename(path, other));
    case 4:
      // Removing a directory with `remove` is the one thing in which systems differ.
      return answerOf(() => (disk.stat(path)?.kind === 'file' ? disk.remove(path) : undefined));
    case 5:
      return prng.chance(0.3) ? answerOf(() => disk.removeDirectory(`${root}/d`)) : '';
    case 6:
      return answerOf(() => disk.list(path));
    case 7: {
      const stat = disk.stat(path);
      return `${stat?.kind} ${stat?.kind === 'file' ? stat.sizeBytes : ''}`;
    }
    case 8:
      // Opening a directory to read works on some systems.
      if (disk.stat(path)?.kind === 'directory') return '';
      return answerOf(() => {
        open.push(disk.open(path, mode));
      });
    case 9:
      return answerOf(() => file?.write([bytes, bytes.subarray(3)], position));
    case 10:
      return answerOf(() => {
        const into = new Uint8Array(30);
        const length = file?.read(into, position);
        return [length, ...into];
      });
    case 11:
      return answerOf(() => {
        file?.sync();
        return file?.sizeBytes();
      });
    case 12:
      // Cutting a file that is open to be read is refused in different words.
      return answerOf(() => disk.stat(path)?.sizeBytes !== undefined);
    default:
      if (file !== undefined) open.splice(open.indexOf(file), 1);
      return answerOf(() => file?.close());
  }
}

describe('the simulated disk', () => {
  // Other systems refuse some of these calls with other codes.
  const skip = process.platform !== 'linux';

  it('answers as the real one does, in random programs', { skip }, () => {
    const temporary = mkdtempSync(`${tmpdir()}/ottla-disk-`);
    try {
      const refusals = new Set<string>();
      for (let seed = 0; seed < 150; seed++) {
        const real = createNodeWorld().disk;
        const simulated = createMemoryDisk();
        const roots = [`${temporary}/${seed}/root`, '/root'];
        real.makeDirectory(roots[0] ?? '');
        simulated.makeDirectory(roots[1] ?? '');
        const opened: [DiskFile[], DiskFile[]] = [[], []];
        const prngs = [new Prng(seed), new Prng(seed)] as const;
        for (let step = 0; step < 60; step++) {
          const expected = randomCall(real, roots[0] ?? '', prngs[0], opened[0]);
          const got = randomCall(simulated, roots[1] ?? '', prngs[1], opened[1]);
          assert.equal(got, expected, `seed ${seed}, step ${step}`);
          if (/^E[A-Z]+ /.test(got)) refusals.add(got.split(' ')[0] ?? '');
        }
        for (const file of opened.flat()) file.close();
      }
      // The programs met what they should have met.
      const codes = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EBADF', 'EINVAL', 'ENOTEMPTY'];
      for (const code of codes) {
        assert.ok(refusals.has(code), `no program met ${code}: ${[...refusals].join()}`);
      }
    } finally {
      rmSync(temporary, { recursive: true });
    }
  });

  it('runs asynchronous calls by itself when there is no universe', async () => {
    const disk = createMemoryDisk();
    const file = disk.open('/f', 'create');
    const order: string[] = [];
    const writing = file.writeAsync([Buffer.from('one')], 0).then(() => order.push('written'));
    const syncing = file.syncAsync().then(() => order.push('synced'));
    await Promise.all([writing, syncing]);
    assert.deepEqual(order, ['written', 'synced']);
    assert.equal(await file.readAsync(Buffer.alloc(10), 1), 2);
  });

  it('fails asynchronous calls as told, and then leaves a part of a write', async () => {
    const sizes = new Set<number>();
    for (let seed = 0; seed < 30; seed++) {
      const universe = new SimulatedUniverse({ seed });
      const { disk } = universe.createNode('n');
      const file = disk.open('/f', 'create');
      const { faults } = universe.storage('n');
      faults.failure = (operation) => (operation === 'stat' ? undefined : 'EIO');
      const eio = { name: 'DiskError', code: 'EIO', path: '/f' };
      await assert.rejects(universe.resolve(file.writeAsync([Buffer.alloc(100, 1)], 0)), eio);
      await assert.rejects(universe.resolve(file.readAsync(Buffer.alloc(1), 0)), eio);
      await assert.rejects(universe.resolve(file.syncAsync()), eio);
      assert.throws(() => file.write([Buffer.alloc(100, 1)], 1000), eio);
      assert.throws(() => disk.list('/'), { ...eio, path: '/' });
      const sizeBytes = disk.stat('/f')?.sizeBytes ?? 0;
      assert.ok(sizeBytes <= 100 || (sizeBytes > 1000 && sizeBytes <= 1100), `${sizeBytes}`);
      sizes.add(sizeBytes);
    }
    assert.ok(sizes.size > 5);
  });
});

/** What a power loss may make of one name: its files, by what a sync made sure of. */
interface NameModel {
  /** Contents that this name may have; undefined stands for "nothing there". */
  possible: Set<string | undefined>;
  visible: string | undefined;
}

describe('names of the simulated disk', () => {
  it('are, after a power loss, what they were at the last sync or became since', () => {
    let changed = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const universe = new SimulatedUniverse({ seed });
      const { disk } = universe.createNode('n');
      const { prng } = universe;
      const models = new Map<string, NameModel>();
      const places = ['/a', '/b', '/c', '/d/a', '/d/b'];
      for (const place of places) {
        models.set(place, { possible: new Set([undefined]), visible: undefined });
      }
      const become = (path: string, text: string | undefined) => {
        const model = models.get(path);
        assert.ok(model !== undefined);
        model.visible = text;
        model.possible.add(text);
      };
      disk.makeDirectory('/d');
      disk.syncDirectory('/');
      for (let step = 0; step < 12; step++) {
        const path = prng.pick(places);
        const present = places.filter((place) => models.get(place)?.visible !== undefined);
        const choice = prng.below(6);
        if (choice < 2) {
          // A new file each time, synced: only its name is at stake.
          if (disk.stat(path) !== undefined) disk.remove(path);
          become(path, undefined);
          const file = disk.open(path, 'create');
          file.write([Buffer.from(`${step}`)], 0);
          file.sync();
          file.close();
          become(path, `${step}`);
        } else if (choice === 2 && present.length > 0) {
          const from = prng.pick(present);
          if (from === path) continue;
          disk.rename(from, path);
          become(path, models.get(from)?.visible);
          become(from, undefined);
        } else if (choice === 3 && present.length > 0) {
          const removed = prng.pick(present);
          disk.remove(removed);
          become(removed, undefined);
        } else if (choice === 4) {
          disk.syncDirectory('/');
          disk.syncDirectory('/d');
          for (const model of models.values()) model.possible = new Set([model.visible]);
        }
      }
      universe.kill('n', 'power');
      const after = universe.restart('n').disk;
      const found: string[] = [];
      for (const [place, { possible, visible }] of models) {
        const bytes = after.stat(place) === undefined ? undefined : after.readFile(place);
        const text = bytes === undefined ? undefined : Buffer.from(bytes).toString();
        const allowed = [...possible].map(String).join();
        assert.ok(possible.has(text), `seed ${seed}: ${place} is ${text}, allowed ${allowed}`);
        if (text !== visible) changed += 1;
        if (text !== undefined) found.push(text);
      }
      assert.equal(new Set(found).size, found.length, `seed ${seed}: a file with two names`);
    }
    assert.ok(changed > 1000, `only ${changed} names differed`);
  });
});
