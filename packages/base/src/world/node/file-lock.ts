// The lock on a log directory's `.lock` file. Node has no call for the operating system's file
// locks, but the SQLite inside Node has: an exclusive transaction on an empty database holds an
// exclusive fcntl lock on a range (from byte 2^30 on) that lies within the one (all bytes) that
// Apache Kafka locks in the same file. So Ottla and Kafka exclude each other, the kernel frees the
// lock when its holder dies however it dies, containers on one kernel are told apart, and nothing
// is ever written to the file.
//
// Not excluded: a holder on another machine, where a network file system does not carry fcntl
// locks; and, as always with fcntl locks, one whose own process opens and closes the file by other
// means.

import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { DiskError } from '../../errors.ts';
import type { DiskLock } from '../disk.ts';

/** SQLite's result codes that mean: somebody else holds it. */
const busyCodes: readonly unknown[] = [5, 6];
/** SQLite's result codes for a file that may not be written; undefined: the access check itself. */
const deniedCodes: readonly unknown[] = [3, 8, 14, undefined];
/** SQLite's result code for a file that is no database; Kafka's and ours are empty. */
const notADatabaseCode = 26;

/** As long as timers can be: it only holds on to something. */
const anchorMs = 2 ** 31 - 1;

/**
 * Locks `path` (made where it does not exist) or throws a DiskError, with ELOCKED when it is held.
 */
export function lockFile(path: string): DiskLock {
  const database = openDatabase(path);
  try {
    database.exec('PRAGMA journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    // On a file that it may only read SQLite would be content with a shared lock.
    accessSync(path, constants.W_OK);
  } catch (error) {
    database.close();
    throw lockErrorFrom(error, path);
  }
  // A database that is garbage collected is closed, and its lock gone: the timer holds on to this
  // one, whatever the caller does, and keeps no process alive.
  const anchor = setInterval(() => database.isOpen, anchorMs).unref();
  return {
    release: () => {
      clearInterval(anchor);
      if (database.isOpen) database.close();
    },
  };
}

function openDatabase(path: string) {
  // Loaded here, not at the top: clients never lock, and start without it.
  const require = createRequire(import.meta.url);
  // The type of a built-in module that is loaded late.
  const { DatabaseSync } = require('node:sqlite') as typeof import('node:sqlite');
  try {
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw lockErrorFrom(error, path);
  }
}

function lockErrorFrom(error: unknown, path: string): DiskError {
  const result = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  if (busyCodes.includes(result)) return new DiskError('ELOCKED', path, 'lock', error);
  if (result === notADatabaseCode) return new DiskError('EINVAL', path, 'lock', error);
  if (!existsSync(dirname(path))) return new DiskError('ENOENT', path, 'lock', error);
  return new DiskError(deniedCodes.includes(result) ? 'EACCES' : 'EIO', path, 'lock', error);
}
