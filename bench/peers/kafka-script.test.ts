import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

import { temporaryDirectory } from '../../interop/paths.ts';
import { checkJvm, distributionVersion, namedDistribution, scriptStart } from './kafka-script.ts';

let directory = '';

beforeEach(() => {
  directory = temporaryDirectory('kafka-script');
  mkdirSync(join(directory, 'bin'));
  writeFileSync(join(directory, 'bin', 'kafka-server-start.sh'), '');
});

afterEach(() => rmSync(directory, { recursive: true }));

function addLibraries(): void {
  mkdirSync(join(directory, 'libs'));
  for (const name of ['kafka-clients-4.3.1.jar', 'kafka_2.13-4.3.1.jar', 'kafka_2.13-x.jar.asc']) {
    writeFileSync(join(directory, 'libs', name), '');
  }
}

function start(env: Readonly<Record<string, string>> = {}) {
  const plan = { configFile: 'server.properties', logs: '/logs', classPath: 'a.jar:b.jar' };
  return scriptStart({ distribution: directory, ...plan }, env);
}

test('a distribution is one with the script in it', () => {
  assert.equal(namedDistribution({}), undefined);
  assert.equal(namedDistribution({ OTTLA_BENCH_KAFKA: '' }), undefined);
  assert.equal(namedDistribution({ OTTLA_BENCH_KAFKA: directory }), directory);
  const wrong = { OTTLA_BENCH_KAFKA: join(directory, 'bin') };
  assert.throws(() => namedDistribution(wrong), /must name a directory .*kafka-server-start\.sh/);
});

test('the script is started with a heap of one gigabyte on the configuration', () => {
  addLibraries();
  const { command, env } = start({ PATH: '/bin' });
  assert.deepEqual(command, [join(directory, 'bin', 'kafka-server-start.sh'), 'server.properties']);
  assert.deepEqual(env, { PATH: '/bin', KAFKA_HEAP_OPTS: '-Xms1G -Xmx1G', LOG_DIR: '/logs' });
});

test('what others have set does not change the broker', () => {
  addLibraries();
  const set = { KAFKA_OPTS: '-Xint', KAFKA_HEAP_OPTS: '-Xmx9G', JMX_PORT: '7', CLASSPATH: 'x' };
  assert.deepEqual(start(set), start());
});

test('where there are no jars the released artifacts are on the class path', () => {
  assert.equal(start({ CLASSPATH: 'x' }).env['CLASSPATH'], 'a.jar:b.jar');
});

test('the version is that of its own jars', () => {
  assert.equal(distributionVersion(directory), undefined);
  addLibraries();
  assert.equal(distributionVersion(directory), '4.3.1');
});

test('a process that is no JVM is not measured as one', () => {
  assert.throws(() => checkJvm(process.pid), /is node, not the broker's JVM/);
});
