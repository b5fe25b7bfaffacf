// The root filesystem that packaging/container/Dockerfile makes, without a container engine: the
// distribution, this machine's Node, bash and a few tools, and the libraries that they ask for.

import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { runCommand } from '../run-command.ts';

/** The image's user, as `adduser` of the Dockerfile makes it. */
export const USER_ID = 1000;

const FOLDERS: readonly string[] = [
  'dev',
  'etc/kafka/docker',
  'etc/kafka/secrets',
  'home/appuser',
  'mnt/shared/config',
  'opt',
  'proc',
  'tmp',
  'usr/bin',
  'usr/local/bin',
  'usr/logs',
  'var/cache/ottla',
  'var/lib/kafka/data',
];
const OWNED: readonly string[] = [
  'etc/kafka',
  'home/appuser',
  'mnt/shared/config',
  'opt/kafka/config',
  'usr/logs',
  'var/cache/ottla',
  'var/lib/kafka',
];
/** What the scripts in bin/ and those of users call. */
const TOOLS: readonly string[] = ['bash', 'cat', 'dirname', 'env', 'id', 'ls', 'readlink'];

/**
 * Makes the filesystem in `directory`, and takes the folder `distribution` for it. `extra` names
 * programs of this machine that go into it besides.
 */
export function makeImageRoot(
  directory: string,
  distribution: string,
  extra: readonly string[],
): void {
  for (const path of FOLDERS) mkdirSync(join(directory, path), { recursive: true });
  renameSync(distribution, join(directory, 'opt', 'kafka'));
  for (const name of ['run', 'server.properties']) {
    const from = join(directory, 'opt', 'kafka', 'container', name);
    cpSync(from, join(directory, 'etc', 'kafka', 'docker', name));
  }
  copyProgram(directory, process.execPath, '/usr/local/bin/node');
  for (const name of [...TOOLS, ...extra]) {
    copyProgram(directory, programPath(name), join('/usr/bin', name));
  }
  symlinkSync('usr/bin', join(directory, 'bin'));
  symlinkSync('bash', join(directory, 'usr/bin/sh'));
  const user = `appuser:x:${USER_ID}:${USER_ID}::/home/appuser:/bin/bash`;
  writeFileSync(join(directory, 'etc', 'passwd'), `root:x:0:0::/root:/bin/bash\n${user}\n`);
  writeFileSync(join(directory, 'etc', 'group'), `root:x:0:\nappuser:x:${USER_ID}:\n`);
  writeFileSync(join(directory, 'etc', 'nsswitch.conf'), 'hosts: files\n');
  runCommand('mknod', ['-m', '666', join(directory, 'dev', 'null'), 'c', '1', '3']);
  chmodSync(join(directory, 'tmp'), 0o1777);
  for (const path of OWNED) {
    runCommand('chown', ['-R', `${USER_ID}:${USER_ID}`, join(directory, path)]);
  }
}

export function writeHosts(directory: string, hostName: string): void {
  const text = `127.0.0.1 localhost ${hostName}\n::1 localhost\n`;
  writeFileSync(join(directory, 'etc', 'hosts'), text);
}

/** A file of the image's user. */
export function writeOwned(path: string, text: string): void {
  writeFileSync(path, text);
  chownSync(path, USER_ID, USER_ID);
}

export function programPath(name: string): string {
  return runCommand('sh', ['-c', 'command -v "$1"', 'sh', name]).trim();
}

/** The program, and each shared library that it is linked with, at the place where it looks. */
function copyProgram(directory: string, from: string, to: string): void {
  copyInto(directory, from, to);
  for (const library of librariesOf(from)) copyInto(directory, library, library);
}

function copyInto(directory: string, from: string, to: string): void {
  const target = join(directory, to);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  cpSync(realpathSync(from), target);
}

function librariesOf(program: string): string[] {
  const text = runCommand('ldd', [program]);
  return [...text.matchAll(/(?:=>\s+)?(\/\S+)\s+\(0x/g)].map(([, path]) => path ?? '');
}
