// Installs what is missing, so that `npm start` and `npm test` work as the first command in a clone.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { findNode } from './find-node.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** npm writes its own copy of the lock file when it has finished: older than ours means stale. */
function isInstalled() {
  const mark = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (!existsSync(mark) || !existsSync(lock)) return false;
  if (statSync(mark).mtimeMs >= statSync(lock).mtimeMs) return true;
  return missingPackages(mark, lock).length === 0;
}

/** A fresh checkout can be newer than its install without differing from it. */
function missingPackages(mark, lock) {
  const installed = JSON.parse(readFileSync(mark, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages;
  return Object.entries(wanted).filter(([path, entry]) => {
    if (path === '' || entry.link || entry.optional || path.startsWith('packages/')) return false;
    return installed[path]?.version !== entry.version;
  });
}

/** Installs where needed and returns the path of the Node that runs the project. */
export function ensureInstalled() {
  if (!isInstalled()) {
    process.stderr.write('installing packages (once) …\n');
    const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (run.status !== 0) {
      process.stderr.write('npm ci failed; see its message above\n');
      process.exit(1);
    }
  }
  const node = findNode(root);
  if (node === undefined) {
    process.stderr.write(
      `no Node 24 for ${process.platform}-${process.arch} in the registry: install Node 24 and try again\n`,
    );
    process.exit(1);
  }
  return node;
}
