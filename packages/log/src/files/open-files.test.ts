import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';

import { SegmentFile } from '../segment/segment-file.ts';
import { OpenFiles } from './open-files.ts';

const LIMIT = 4;

interface Made {
  readonly universe: SimulatedUniverse;
  readonly openFiles: OpenFiles;
  readonly files: readonly SegmentFile[];
  /** Paths that were synced, in order. */
  readonly synced: string[];
  /** Paths of which the next sync fails. */
  readonly failing: Set<string>;
}

function make(count: number): Made {
  const universe = new SimulatedUniverse({ seed: 5 });
  const { disk } = universe.createNode('broker');
  const openFiles = new OpenFiles({ limit: LIMIT });
  const files = Array.from({ length: count }, (_, index) => {
    disk.writeFile(`/${index}.log`, Buffer.from([index]));
    return new SegmentFile(disk, `/${index}.log`, { openFiles });
  });
  const synced: string[] = [];
  const failing = new Set<string>();
  const { faults } = universe.storage('broker');
  // What the cache may have open is all that this process has.
  faults.openFilesMax = LIMIT;
  faults.failure = (operation, path) => {
    if (operation !== 'sync') return undefined;
    synced.push(path);
    return failing.delete(path) ? 'EIO' : undefined;
  };
  return { universe, openFiles, files, synced, failing };
}

function firstByte(file: SegmentFile): number {
  const into = new Uint8Array(1);
  file.open().read(into, 0);
  return into[0] ?? -1;
}

test('any number of files is read with as many descriptors as the limit gives', () => {
  const { openFiles, files } = make(20);
  for (let round = 0; round < 3; round++) {
    for (const [index, file] of files.entries()) assert.equal(firstByte(file), index);
  }
  assert.equal(openFiles.count, LIMIT);
});

test('who is used again and again stays open', () => {
  const { files } = make(10);
  const [often] = files;
  assert.ok(often !== undefined);
  const first = often.open();
  for (const file of files.slice(1)) {
    file.open();
    assert.equal(often.open(), first);
  }
});

test('a file that is held is not closed, and too many of them shrink when they let go', () => {
  const { universe, openFiles, files } = make(8);
  universe.storage('broker').faults.openFilesMax = 8;
  const held = files.slice(0, 6);
  for (const file of held) file.hold();
  assert.equal(openFiles.count, 6);
  files[7]?.open();
  assert.equal(openFiles.count, 7);
  for (const file of held) file.letGo();
  assert.equal(openFiles.count, LIMIT);
});

test('what was written is synced before its descriptor goes', async () => {
  const { universe, files, synced } = make(12);
  for (const [index, file] of files.entries()) {
    file.openToWrite().write([Buffer.from([index + 100])], 0);
    await universe.drain();
  }
  const { faults } = universe.storage('broker');
  faults.failure = (operation, path) => {
    if (operation === 'open') assert.ok(synced.includes(path), `${path} was closed unsynced`);
    return undefined;
  };
  for (const [index, file] of files.entries()) assert.equal(firstByte(file), index + 100);
});

test('where all are waited for, the loop waits for a sync', () => {
  const { openFiles, files, synced } = make(12);
  for (const file of files) file.openToWrite().write([Buffer.from([1])], 0);
  assert.equal(openFiles.count, LIMIT);
  assert.ok(synced.length >= 12 - LIMIT - 3, 'all but those that are under way');
});

test('files that need no sync go first; half of the others are synced off the loop', async () => {
  const { universe, files, synced } = make(9);
  const [one, two, three, ...rest] = files;
  for (const file of [one, two]) file?.openToWrite().write([Buffer.from([1])], 0);
  for (const file of rest) file.open();
  assert.deepEqual(synced, [], 'there was always another one to close');
  three?.openToWrite().write([Buffer.from([1])], 0);
  await universe.drain();
  assert.deepEqual(synced, ['/0.log']);
});

test('a sync that fails is told to the next user, whoever asked for it', async () => {
  const { universe, files, failing } = make(12);
  const [written] = files;
  failing.add('/0.log');
  for (const file of files) file.openToWrite().write([Buffer.from([1])], 0);
  await universe.drain();
  assert.throws(() => written?.open(), { name: 'DiskError', code: 'EIO' });
  assert.throws(() => written?.hold(), { code: 'EIO' }, 'and to the one after that');
});

test('a file that was flushed needs no second sync', async () => {
  const { universe, files, synced } = make(12);
  const [written] = files;
  written?.openToWrite().write([Buffer.from([1])], 0);
  await universe.resolve(written?.sync() ?? Promise.resolve());
  for (const file of files.slice(1)) file.open();
  assert.deepEqual(synced, ['/0.log']);
});

test('idle files are closed, and the quiet ones are not looked at again', () => {
  const { openFiles, files } = make(3);
  const [one, two] = files;
  const held = files[2]?.hold();
  one?.open();
  two?.openToWrite();
  openFiles.closeIdle();
  assert.equal(openFiles.count, 3, 'all were used since the last look');
  openFiles.closeIdle();
  assert.equal(openFiles.count, 2, 'what is held, or needs a sync, stays open');
  let looks = 0;
  for (const file of files) file.closeIfIdle = () => void (looks += 1);
  openFiles.closeIdle();
  assert.equal(looks, 0);
  assert.equal(held, files[2]?.open());
});
