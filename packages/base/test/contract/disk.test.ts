// The contract of `Disk`, which the real and the simulated one must pass.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Disk, DiskError } from '../../src/index.ts';
import { diskImplementations, type Environment } from './environment.ts';

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

const bytesOf = (text: string) => Buffer.from(text, 'latin1');

for (const implementation of diskImplementations) {
  describe(`Disk: ${implementation.name}`, () => {
    let environment: Environment;
    let disk: Disk;
    let at: (name: string) => string;

    beforeEach(async () => {
      environment = await implementation.create();
      disk = environment.a.disk;
      at = (name) => `${environment.directory}/${name}`;
    });

    afterEach(() => environment.close());

    function rejectsWith(code: string, path: string, act: () => unknown): void {
      assert.throws(act, (error) => {
        assert.ok(error instanceof DiskError, String(error));
        assert.equal(error.code, code);
        assert.equal(error.path, path);
        assert.ok(error.message.includes(path));
        return true;
      });
    }

    it('reads what was written, at any position', () => {
      const file = disk.open(at('f'), 'create');
      file.write([bytesOf('hello '), bytesOf(''), bytesOf('world')], 0);
      file.write([bytesOf('W')], 6);
      file.write([], 3);
      assert.equal(file.sizeBytes(), 11);
      const into = Buffer.alloc(5);
      assert.equal(file.read(into, 6), 5);
      assert.equal(textOf(into), 'World');
      assert.equal(file.read(into, 9), 2);
      assert.equal(textOf(into), 'ldrld', 'what is beyond the file stays as it was');
      assert.equal(file.read(into, 11), 0);
      assert.equal(file.read(into, 1000), 0);
      file.close();
      assert.equal(textOf(disk.readFile(at('f'))), 'hello World');
    });

    it('does the same on the thread pool', async () => {
      const file = disk.open(at('f'), 'create');
      await environment.settle(file.writeAsync([bytesOf('hello '), bytesOf('world')], 0));
      await environment.settle(file.writeAsync([], 0));
      const into = Buffer.alloc(20, '.');
      assert.equal(await environment.settle(file.readAsync(into, 2)), 9);
      assert.equal(textOf(into), 'llo world...........');
      assert.equal(await environment.settle(file.readAsync(into, 11)), 0);
      await environment.settle(file.syncAsync());
      file.close();
    });

    it('writes more pieces than one system call takes', () => {
      const file = disk.open(at('f'), 'create');
      const pieces = Array.from({ length: 3000 }, (_, i) => Buffer.of(i & 0xff, i >>> 8));
      file.write(pieces, 0);
      file.close();
      assert.ok(Buffer.concat(pieces).equals(disk.readFile(at('f'))));
    });

    it('finishes calls on the thread pool though the file is closed meanwhile', async () => {
      const file = disk.open(at('f'), 'create');
      const writing = file.writeAsync([Buffer.alloc(1 << 20, 7)], 0);
      const syncing = file.syncAsync();
      file.close();
      // Takes the number of a descriptor that is free.
      const other = disk.open(at('other'), 'create');
      await environment.settle(writing);
      await environment.settle(syncing);
      assert.equal(disk.stat(at('f'))?.sizeBytes, 1 << 20);
      assert.equal(other.sizeBytes(), 0);
      other.close();
    });

    it('fills a hole with zeros, and what a cut removed', () => {
      const file = disk.open(at('f'), 'create');
      file.write([bytesOf('abc')], 0);
      file.write([bytesOf('x')], 5);
      assert.equal(textOf(disk.readFile(at('f'))), 'abc\0\0x');
      file.truncate(2);
      file.truncate(4);
      assert.equal(textOf(disk.readFile(at('f'))), 'ab\0\0');
      file.close();
    });

    it('opens by mode', () => {
      rejectsWith('ENOENT', at('f'), () => disk.open(at('f'), 'read'));
      rejectsWith('ENOENT', at('f'), () => disk.open(at('f'), 'read-write'));
      disk.writeFile(at('f'), bytesOf('abc'));
      const created = disk.open(at('f'), 'create');
      assert.equal(created.sizeBytes(), 3, 'create leaves what is there');
      created.close();
      const reading = disk.open(at('f'), 'read');
      rejectsWith('EBADF', at('f'), () => reading.write([bytesOf('x')], 0));
      reading.close();
      const writing = disk.open(at('f'), 'read-write');
      writing.write([bytesOf('X')], 0);
      writing.close();
      assert.equal(textOf(disk.readFile(at('f'))), 'Xbc');
      disk.open(at('f'), 'truncate').close();
      assert.equal(disk.stat(at('f'))?.sizeBytes, 0);
      rejectsWith('ENOENT', at('no/f'), () => disk.open(at('no/f'), 'create'));
    });

    it('replaces a file whole', () => {
      disk.writeFile(at('f'), bytesOf('something long'));
      disk.writeFile(at('f'), bytesOf('short'));
      assert.equal(textOf(disk.readFile(at('f'))), 'short');
      rejectsWith('ENOENT', at('none'), () => disk.readFile(at('none')));
    });

    it('lists names in order, with their kinds', () => {
      disk.writeFile(at('b'), bytesOf(''));
      disk.writeFile(at('B'), bytesOf(''));
      disk.makeDirectory(at('a'));
      disk.writeFile(at('10'), bytesOf(''));
      disk.writeFile(at('2'), bytesOf(''));
      const listed = disk.list(environment.directory).map((e) => `${e.name} ${e.kind}`);
      assert.deepEqual(listed, ['10 file', '2 file', 'B file', 'a directory', 'b file']);
      rejectsWith('ENOENT', at('none'), () => disk.list(at('none')));
      rejectsWith('ENOTDIR', at('b'), () => disk.list(at('b')));
    });

    it('tells what is there', () => {
      assert.equal(disk.stat(at('f')), undefined);
      disk.writeFile(at('f'), bytesOf('12345'));
      disk.setModified(at('f'), 1_700_000_000_123);
      const stat = disk.stat(at('f'));
      assert.deepEqual(stat, { kind: 'file', sizeBytes: 5, modifiedMs: 1_700_000_000_123 });
      assert.equal(disk.stat(environment.directory)?.kind, 'directory');
      const before = environment.a.clock.wallMs();
      disk.writeFile(at('f'), bytesOf('6'));
      const modifiedMs = disk.stat(at('f'))?.modifiedMs ?? 0;
      assert.ok(Math.abs(modifiedMs - before) < 60_000, 'a write sets the time');
      rejectsWith('ENOENT', at('none'), () => disk.setModified(at('none'), 0));
      const freeBytes = disk.freeBytes(environment.directory);
      assert.ok(freeBytes > 0);
      assert.ok(disk.totalBytes(environment.directory) >= freeBytes);
      rejectsWith('ENOENT', at('none'), () => disk.freeBytes(at('none')));
      rejectsWith('ENOENT', at('none'), () => disk.totalBytes(at('none')));
    });

    it('makes directories with their parents, again and again', () => {
      disk.makeDirectory(at('x/y/z'));
      disk.makeDirectory(at('x/y/z'));
      disk.writeFile(at('x/y/z/f'), bytesOf('deep'));
      disk.makeDirectory(at('x'));
      assert.equal(textOf(disk.readFile(at('x/y/z/f'))), 'deep');
      rejectsWith('EEXIST', at('x/y/z/f'), () => disk.makeDirectory(at('x/y/z/f')));
      rejectsWith('ENOTDIR', at('x/y/z/f/g'), () => disk.makeDirectory(at('x/y/z/f/g')));
    });

    it('renames files and directories, and replaces a file', () => {
      disk.writeFile(at('a'), bytesOf('A'));
      disk.writeFile(at('b'), bytesOf('B'));
      disk.rename(at('a'), at('b'));
      assert.equal(textOf(disk.readFile(at('b'))), 'A');
      assert.equal(disk.stat(at('a')), undefined);
      disk.rename(at('b'), at('b'));
      disk.makeDirectory(at('d/e'));
      disk.rename(at('b'), at('d/e/c'));
      disk.rename(at('d'), at('D'));
      assert.equal(textOf(disk.readFile(at('D/e/c'))), 'A');
      rejectsWith('ENOENT', at('none'), () => disk.rename(at('none'), at('x')));
      rejectsWith('ENOENT', at('D'), () => disk.rename(at('D'), at('none/x')));
      rejectsWith('EINVAL', at('D'), () => disk.rename(at('D'), at('D/e/x')));
      disk.makeDirectory(at('full/sub'));
      rejectsWith('ENOTEMPTY', at('D'), () => disk.rename(at('D'), at('full')));
      rejectsWith('EISDIR', at('D/e/c'), () => disk.rename(at('D/e/c'), at('full')));
      rejectsWith('ENOTDIR', at('full'), () => disk.rename(at('full'), at('D/e/c')));
      disk.makeDirectory(at('empty'));
      disk.rename(at('full'), at('empty'));
      assert.equal(disk.stat(at('empty/sub'))?.kind, 'directory');
    });

    it('removes files, and directories with all below', () => {
      disk.makeDirectory(at('d/e'));
      disk.writeFile(at('d/f'), bytesOf('1'));
      disk.writeFile(at('d/e/g'), bytesOf('2'));
      disk.remove(at('d/f'));
      assert.equal(disk.stat(at('d/f')), undefined);
      rejectsWith('ENOENT', at('d/f'), () => disk.remove(at('d/f')));
      disk.removeDirectory(at('d'));
      assert.equal(disk.stat(at('d')), undefined);
      disk.removeDirectory(at('d'));
    });

    it('goes on with a file that was renamed or removed while open', () => {
      const file = disk.open(at('f'), 'create');
      file.write([bytesOf('one')], 0);
      disk.rename(at('f'), at('g'));
      file.write([bytesOf('two')], 3);
      assert.equal(textOf(disk.readFile(at('g'))), 'onetwo');
      disk.remove(at('g'));
      file.write([bytesOf('!')], 6);
      const into = Buffer.alloc(7);
      assert.equal(file.read(into, 0), 7);
      assert.equal(textOf(into), 'onetwo!');
      file.sync();
      file.close();
      assert.equal(disk.stat(at('g')), undefined);
    });

    it('syncs files and directories', () => {
      const file = disk.open(at('f'), 'create');
      file.write([bytesOf('x')], 0);
      file.sync();
      file.close();
      disk.syncDirectory(environment.directory);
      rejectsWith('ENOENT', at('none'), () => disk.syncDirectory(at('none')));
    });

    it('syncs directories on the thread pool', async () => {
      disk.open(at('f'), 'create').close();
      await environment.settle(disk.syncDirectoryAsync(environment.directory));
      const missing = disk.syncDirectoryAsync(at('none')).then(
        () => assert.fail('there is no such directory'),
        (error: unknown) => error,
      );
      const error = await environment.settle(missing);
      assert.ok(error instanceof DiskError && error.code === 'ENOENT' && error.path === at('none'));
    });

    it('takes a closed file for a bug', () => {
      const file = disk.open(at('f'), 'create');
      file.close();
      for (const act of [
        () => file.close(),
        () => file.sizeBytes(),
        () => file.write([bytesOf('x')], 0),
        () => file.read(Buffer.alloc(1), 0),
        () => file.sync(),
        () => file.truncate(0),
      ]) {
        assert.throws(act, { name: 'AssertionFailure' });
      }
    });

    it('locks against all others, until released', () => {
      const lock = disk.lock(at('.lock'));
      assert.equal(disk.stat(at('.lock'))?.sizeBytes, 0);
      rejectsWith('ELOCKED', at('.lock'), () => environment.b.disk.lock(at('.lock')));
      rejectsWith('ELOCKED', at('.lock'), () => disk.lock(at('.lock')));
      lock.release();
      lock.release();
      const second = environment.b.disk.lock(at('.lock'));
      lock.release();
      rejectsWith('ELOCKED', at('.lock'), () => disk.lock(at('.lock')));
      second.release();
      rejectsWith('ENOENT', at('none/.lock'), () => disk.lock(at('none/.lock')));
    });
  });
}
