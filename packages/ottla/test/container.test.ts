// The entry point of the container image, with folders of its own in place of the image's.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { container } from '../src/commands/container.ts';
import { TemporaryIo } from './temporary-io.ts';

const VARIABLES: readonly string[] = [
  'KAFKA_NODE_ID=7',
  'KAFKA_PROCESS_ROLES=broker,controller',
  'KAFKA_CONTROLLER_QUORUM_VOTERS=7@127.0.0.1:1',
  'KAFKA_CONTROLLER_LISTENER_NAMES=CONTROLLER',
  'KAFKA_LISTENERS=PLAINTEXT://127.0.0.1:0,CONTROLLER://127.0.0.1:0',
  'KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://example.org:1234',
];

interface Image {
  readonly io: TemporaryIo;
  readonly folders: readonly string[];
}

async function withImage(use: (image: Image) => Promise<void>): Promise<void> {
  const io = new TemporaryIo();
  const folders = ['default', 'mounted', 'final'].flatMap((name) => {
    const path = join(io.directory, name);
    mkdirSync(path);
    return [`--${name}-configs-dir`, path];
  });
  writeFileSync(join(io.directory, 'default', 'server.properties'), 'node.id=1\n');
  try {
    await use({ io, folders });
  } finally {
    io.remove();
  }
}

test('variables make the file that the node starts with, and the cluster is the given one', () =>
  withImage(async ({ io, folders }) => {
    const data = join(io.directory, 'data');
    const more = [`KAFKA_LOG_DIRS=${data}`, 'CLUSTER_ID=mine', 'KAFKA_HEAP_OPTS=-Xmx1G'];
    const running = io.run(container, [...folders, ...VARIABLES, ...more]);
    await io.until(/^ottla ready on example.org:1234 \(cluster mine, node 7\)\n/m);
    io.interrupt();
    const { exit, err } = await running;
    assert.equal(exit, 0);
    assert.match(err, /^WARN no effect, since there is neither JVM nor log4j: KAFKA_HEAP_OPTS\n/m);
    const file = readFileSync(join(io.directory, 'final', 'server.properties'), 'utf8');
    assert.match(file, /^node\.id=7$/m);
    assert.match(file, /^controller\.quorum\.voters=7@127\.0\.0\.1:1$/m);
    assert.match(readFileSync(join(data, 'meta.properties'), 'utf8'), /^cluster\.id=mine$/m);
  }));

test('variables win over a mounted file', () =>
  withImage(async ({ io, folders }) => {
    const mounted = `num.partitions=5\nnode.id=3\nlog.dirs=${join(io.directory, 'data')}\n`;
    writeFileSync(join(io.directory, 'mounted', 'server.properties'), mounted);
    const running = io.run(container, [...folders, ...VARIABLES]);
    await io.until(/node 7\)\n/);
    io.interrupt();
    assert.equal((await running).exit, 0);
    const file = readFileSync(join(io.directory, 'final', 'server.properties'), 'utf8');
    assert.equal(file.startsWith(mounted), true);
  }));

const MISTAKES: readonly [string, string[], number, RegExp][] = [
  ['no variable', ['x'], 2, /^VARIABLE=value is what follows, got "x"\n/],
  [
    'a controller that advertises',
    ['KAFKA_PROCESS_ROLES=controller', 'KAFKA_ADVERTISED_LISTENERS=A://h:1'],
    1,
    /^KAFKA_ADVERTISED_LISTENERS is not supported on a KRaft controller: leave it out\n$/,
  ],
  ['no roles', ['KAFKA_NODE_ID=1'], 1, /process\.roles/],
];
for (const [name, args, code, words] of MISTAKES) {
  test(`a mistake is one line: ${name}`, () =>
    withImage(async ({ io, folders }) => {
      const { exit, out, err } = await io.run(container, [...folders, ...args]);
      assert.equal(exit, code);
      assert.equal(out, '');
      assert.match(err, words);
    }));
}

test('an image without its own file says which one is missing', () =>
  withImage(async ({ io }) => {
    const { exit, err } = await io.run(container, ['--default-configs-dir', join('/', 'none')]);
    assert.deepEqual([exit, err], [1, '/none/server.properties cannot be read: ENOENT\n']);
  }));
