// What the simulated disk promises about power loss: whatever was synced is there, and what was not
// is one of the things that it could be. Random programs against a model that knows, for each byte,
// what it may be; then single behaviours that a careless program would trip over.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Disk, type DiskFile, Prng, SimulatedUniverse } from '../../src/index.ts';

/** For each byte of a file: the values that it may have after a power loss. */
class FileModel {
  /** What sync made sure of. */
  durable: number[] = [];
  visible: number[] = [];
  /** Sizes that the file may have: the durable one, and all since. */
  sizeMin = 0;
  sizeMax = 0;
  /** Values written since the last sync, by position. */
  written = new Map<number, Set<number>>();
  truncatedTo = Infinity;

  write(bytes: Uint8Array, position: number): void {
    while (this.visible.length < position) this.visible.push(0);
    bytes.forEach((byte, i) => {
      this.visible[position + i] = byte;
      const values = this.written.get(position + i) ?? new Set<number>();
      this.written.set(position + i, values.add(byte));
    });
    this.sizeMax = Math.max(this.sizeMax, this.visible.length);
  }

  truncate(sizeBytes: number): void {
    while (this.visible.length < sizeBytes) this.visible.push(0);
    this.visible.length = sizeBytes;
    this.truncatedTo = Math.min(this.truncatedTo, sizeBytes);
    this.sizeMin = Math.min(this.sizeMin, sizeBytes);
    this.sizeMax = Math.max(this.sizeMax, sizeBytes);
  }

  sync(): void {
    this.durable = [...this.visible];
    this.sizeMin = this.sizeMax = this.durable.length;
    this.written.clear();
    this.truncatedTo = Infinity;
  }

  check(found: Uint8Array): void {
    assert.ok(found.length >= this.sizeMin, `${found.length} bytes left of ${this.sizeMin}`);
    assert.ok(found.length <= this.sizeMax, `${found.length} bytes, at most ${this.sizeMax} were`);
    found.forEach((byte, position) => {
      const was = this.durable[position] ?? 0;
      const isWritten = this.written.get(position)?.has(byte) === true;
      const grownFrom = Math.min(this.truncatedTo, this.durable.length);
      const isZeroed = byte === 0 && position >= grownFrom;
      if (byte === was || isWritten || isZeroed) return;
      assert.fail(`byte ${position} is ${byte}, was ${was}`);
    });
  }
}

/** One random program over three files; returns the models of the files it made durable by name. */
function runProgram(disk: Disk, prng: Prng): Map<string, FileModel> {
  const models = new Map<string, FileModel>();
  const files = new Map<string, DiskFile>();
  disk.makeDirectory('/d');
  for (const name of ['/d/a', '/d/b', '/d/c']) {
    files.set(name, disk.open(name, 'create'));
    models.set(name, new FileModel());
  }
  disk.syncDirectory('/d');
  disk.syncDirectory('/');
  for (let i = prng.below(12); i >= 0; i--) {
    const name = prng.pick([...models.keys()]);
    const [file, model] = [files.get(name), models.get(name)];
    assert.ok(file !== undefined && model !== undefined);
    const choice = prng.below(10);
    if (choice < 6) {
      const position = prng.chance(0.7) ? file.sizeBytes() : prng.below(2000);
      const bytes = prng.bytes(1 + prng.below(prng.pick([4, 600, 1800]))).map((b) => b | 1);
      file.write([bytes], position);
      model.write(bytes, position);
    } else if (choice < 7) {
      const sizeBytes = prng.below(2500);
      file.truncate(sizeBytes);
      model.truncate(sizeBytes);
    } else {
      file.sync();
      model.sync();
    }
    assert.ok(Buffer.from(model.visible).equals(disk.readFile(name)));
  }
  return models;
}

describe('a power loss of the simulated disk', () => {
  it('never loses a synced byte, in 10,000 random crash states', () => {
    let lost = 0;
    let whole = 0;
    for (let seed = 0; seed < 10_000; seed++) {
      const universe = new SimulatedUniverse({ seed });
      const disk = universe.createNode('n').disk;
      const models = runProgram(disk, universe.prng);
      universe.kill('n', 'power');
      const after = universe.restart('n').disk;
      for (const [name, model] of models) {
        const found = after.readFile(name);
        try {
          model.check(found);
        } catch (error) {
          throw new Error(`seed ${seed}, ${name}`, { cause: error });
        }
        if (Buffer.from(found).equals(Buffer.from(model.visible))) whole += 1;
        else lost += 1;
      }
    }
    // Both must be common, or the test has not tested much.
    assert.ok(lost > 3000 && whole > 3000, `${lost} files lost something, ${whole} nothing`);
  });

  it('keeps everything that was written when only the process dies', () => {
    for (let seed = 0; seed < 200; seed++) {
      const universe = new SimulatedUniverse({ seed });
      const models = runProgram(universe.createNode('n').disk, universe.prng);
      universe.kill('n', 'process');
      const after = universe.restart('n').disk;
      for (const [name, { visible }] of models) {
        assert.deepEqual([...after.readFile(name)], visible);
      }
    }
  });

  /** How often, over many seeds, `happened` is true after `act` and a power loss. */
  function frequency(act: (disk: Disk) => void, happened: (disk: Disk) => boolean): number {
    let count = 0;
    for (let seed = 0; seed < 300; seed++) {
      const universe = new SimulatedUniverse({ seed });
      act(universe.createNode('n').disk);
      universe.kill('n', 'power');
      if (happened(universe.restart('n').disk)) count += 1;
    }
    return count / 300;
  }

  const isThere = (path: string) => (disk: Disk) => disk.stat(path) !== undefined;
  const sometimes = (share: number) => assert.ok(share > 0.05 && share < 0.95, `${share}`);

  function writeSynced(disk: Disk, path: string, text: string): void {
    const file = disk.open(path, 'truncate');
    file.write([Buffer.from(text)], 0);
    file.sync();
    file.close();
  }

  it('may lose a new file whose directory was not synced, though the file was', () => {
    sometimes(frequency((disk) => writeSynced(disk, '/f', 'x'), isThere('/f')));
    const synced = (disk: Disk) => {
      writeSynced(disk, '/f', 'x');
      disk.syncDirectory('/');
    };
    assert.equal(frequency(synced, isThere('/f')), 1);
  });

  it('keeps what was there before an asynchronous sync, and may lose the rest', async () => {
    let late = 0;
    for (let seed = 0; seed < 100; seed++) {
      const universe = new SimulatedUniverse({ seed });
      const { disk } = universe.createNode('n');
      writeSynced(disk, '/before', 'x');
      const syncing = disk.syncDirectoryAsync('/');
      writeSynced(disk, '/after', 'x');
      await universe.resolve(syncing);
      universe.kill('n', 'power');
      const left = universe.restart('n').disk;
      assert.ok(isThere('/before')(left), `seed ${seed}`);
      if (isThere('/after')(left)) late += 1;
    }
    sometimes(late / 100);
  });

  it('may lose a directory with all that is in it, where its parent was not synced', () => {
    const act = (disk: Disk) => {
      disk.makeDirectory('/d');
      writeSynced(disk, '/d/f', 'x');
      disk.syncDirectory('/d');
    };
    sometimes(frequency(act, isThere('/d/f')));
  });

  it('may undo a renaming, but never half', () => {
    const act = (disk: Disk) => {
      writeSynced(disk, '/f', 'old');
      writeSynced(disk, '/f.tmp', 'new');
      disk.syncDirectory('/');
      disk.rename('/f.tmp', '/f');
    };
    const text = (disk: Disk) => Buffer.from(disk.readFile('/f')).toString();
    sometimes(frequency(act, (disk) => text(disk) === 'new'));
    assert.equal(frequency(act, (disk) => (text(disk) === 'new') !== isThere('/f.tmp')(disk)), 1);
  });

  it('may undo a renaming to another directory until both are synced', () => {
    const cases = [[['/'], false], [['/d'], false], [['/', '/d'], true]] as const;
    for (const [synced, isSure] of cases) {
      const act = (disk: Disk) => {
        disk.makeDirectory('/d');
        writeSynced(disk, '/f', 'x');
        disk.syncDirectory('/');
        disk.rename('/f', '/d/f');
        for (const path of synced) disk.syncDirectory(path);
      };
      const share = frequency(act, isThere('/d/f'));
      if (isSure) assert.equal(share, 1);
      else sometimes(share);
      assert.equal(frequency(act, (disk) => isThere('/f')(disk) !== isThere('/d/f')(disk)), 1);
    }
  });

  it('keeps what was synced although something before it was not', () => {
    const act = (disk: Disk) => {
      disk.makeDirectory('/d');
      writeSynced(disk, '/f', 'x');
      disk.syncDirectory('/');
      // Waits for both directories, of which only one is synced.
      disk.rename('/f', '/d/f');
      writeSynced(disk, '/d/g', 'y');
      disk.syncDirectory('/d');
    };
    sometimes(frequency(act, isThere('/d/f')));
    assert.equal(frequency(act, isThere('/d/g')), 1);
  });

  it('may bring back a removed file until its directory is synced', () => {
    for (const isSynced of [false, true]) {
      const act = (disk: Disk) => {
        writeSynced(disk, '/f', 'x');
        disk.syncDirectory('/');
        disk.remove('/f');
        if (isSynced) disk.syncDirectory('/');
      };
      const share = frequency(act, isThere('/f'));
      if (isSynced) assert.equal(share, 0);
      else sometimes(share);
    }
  });

  it('tears writes at sectors, in any order, and leaves zeros where only the size came', () => {
    const page = (disk: Disk) => Buffer.from(disk.readFile('/f'));
    const act = (disk: Disk) => {
      writeSynced(disk, '/f', '');
      disk.syncDirectory('/');
      const file = disk.open('/f', 'read-write');
      for (let i = 0; i < 8; i++) file.write([Buffer.alloc(512, i + 1)], i * 512);
    };
    sometimes(frequency(act, (disk) => page(disk).length === 4096));
    const hasHole = (disk: Disk) => {
      const bytes = page(disk);
      const first = bytes.indexOf(0);
      return first !== -1 && bytes.subarray(first).some((byte) => byte !== 0);
    };
    sometimes(frequency(act, hasHole));
    sometimes(frequency(act, (disk) => page(disk).length % 512 !== 0));
  });
});

describe('faults of the simulated disk', () => {
  function newDisk(seed = 1) {
    const universe = new SimulatedUniverse({ seed });
    const world = universe.createNode('n');
    return { universe, world, disk: world.disk, faults: universe.storage('n').faults };
  }

  it('runs full: a part is written, then ENOSPC, and goes on when there is room', () => {
    const { disk, faults } = newDisk();
    faults.capacityBytes = 1000;
    const file = disk.open('/f', 'create');
    file.write([Buffer.alloc(900, 1)], 0);
    assert.deepEqual([disk.freeBytes('/'), disk.totalBytes('/')], [100, 1000]);
    assert.throws(() => file.write([Buffer.alloc(200, 2)], 900), { code: 'ENOSPC' });
    assert.equal(file.sizeBytes(), 1000);
    file.write([Buffer.alloc(900, 3)], 0);
    faults.capacityBytes = 2000;
    file.write([Buffer.alloc(200, 2)], 900);
    assert.equal(file.sizeBytes(), 1100);
  });

  it('forgets what a failed sync should have saved, although later syncs succeed', () => {
    let lost = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { universe, disk, faults } = newDisk(seed);
      const file = disk.open('/f', 'create');
      disk.syncDirectory('/');
      file.write([Buffer.from('before')], 0);
      faults.failure = (operation) => (operation === 'sync' ? 'EIO' : undefined);
      assert.throws(() => file.sync(), { code: 'EIO' });
      faults.failure = () => undefined;
      file.sync();
      file.write([Buffer.from('after')], 600);
      file.sync();
      assert.equal(Buffer.from(disk.readFile('/f')).toString('latin1', 0, 6), 'before');
      universe.kill('n', 'power');
      const left = Buffer.from(universe.restart('n').disk.readFile('/f'));
      assert.equal(left.toString('latin1', 600), 'after');
      if (left.toString('latin1', 0, 6) !== 'before') lost += 1;
    }
    assert.ok(lost > 10 && lost < 90, `${lost} of 100`);
  });

  it('stalls the whole process in a slow call, and nobody else', async () => {
    const universe = new SimulatedUniverse({ seed: 1 });
    const slow = universe.createNode('slow');
    const other = universe.createNode('other');
    const events: string[] = [];
    slow.timers.after(10, () => events.push(`slow ${slow.clock.monotonicMs()}`));
    other.timers.after(10, () => events.push(`other ${other.clock.monotonicMs()}`));
    universe.storage('slow').faults.delayMs = () => 5000;
    slow.disk.open('/f', 'create');
    assert.equal(slow.clock.monotonicMs(), 5000, 'the caller itself has waited');
    await universe.drain();
    assert.deepEqual(events, ['other 10', 'slow 5000']);
  });

  it('does what is on the thread pool later, or never where the process dies', async () => {
    const { universe, disk } = newDisk();
    const file = disk.open('/f', 'create');
    universe.storage('n').faults.delayMs = () => 1000;
    const bytes = Buffer.from('asynchronous');
    let settled = false;
    void file.writeAsync([bytes], 0).then(() => (settled = true));
    assert.equal(file.sizeBytes(), 0);
    await universe.advance(1100);
    assert.equal(settled, true);
    assert.equal(file.sizeBytes(), 12);
    void file.writeAsync([bytes], 12).then(() => assert.fail('settled after death'));
    universe.kill('n', 'process');
    await universe.drain();
    universe.storage('n').faults.delayMs = () => 0;
    assert.equal(universe.restart('n').disk.stat('/f')?.sizeBytes, 12);
  });

  it('flips a bit behind the back of all', () => {
    const { universe, disk } = newDisk();
    disk.writeFile('/f', Buffer.from([0, 0, 0]));
    universe.storage('n').flipBit('/f', 1, 7);
    assert.deepEqual([...disk.readFile('/f')], [0, 128, 0]);
  });

  it('refuses to serve a dead process', () => {
    const { universe, disk } = newDisk();
    const file = disk.open('/f', 'create');
    disk.lock('/.lock');
    universe.kill('n', 'process');
    for (const act of [() => file.write([Buffer.of(1)], 0), () => disk.list('/')]) {
      assert.throws(act, { name: 'SimulatedDeath' });
    }
    universe.restart('n').disk.lock('/.lock');
  });
});
