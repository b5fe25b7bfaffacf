// What is released, used as its users use it. `npm run release:check` runs this alone.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { COMPOSE_ENVIRONMENTS } from '../../scripts/release/check/compose-environments.ts';
import { startContainer, whyNoContainers } from '../../scripts/release/check/container.ts';
import {
  commonJsProgram,
  esmProgram,
  importAll,
  MISTYPED_PROGRAM,
  MISTYPED_TEST,
  TESTKIT_COMMONJS,
  TESTKIT_ESM,
  TYPED_PROGRAM,
  TYPED_TEST,
} from '../../scripts/release/check/consumers.ts';
import {
  checkTypes,
  installInto,
  installScripts,
  runInProject,
} from '../../scripts/release/check/empty-project.ts';
import { makeImageRoot } from '../../scripts/release/check/image-root.ts';
import { makeDistribution, packDistribution } from '../../scripts/release/distribution.ts';
import { npmPack, type PackedPackage } from '../../scripts/release/npm-pack.ts';
import { runCommand } from '../../scripts/release/run-command.ts';
import {
  libraryFolders,
  stageCommandLine,
  stageLibraries,
} from '../../scripts/release/stage-packages.ts';
import { temporaryDirectory } from '../paths.ts';
import { type BrokerProcess, startBroker } from '../peers/broker.ts';

const directory = temporaryDirectory('release');
const oldNode = olderNode();
const whyNoOldNode = oldNode === undefined ? 'no Node older than 24 on the PATH' : false;

/** A Node of this machine that is too old for Ottla, where there is one. */
function olderNode(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, 'node'));
  return folders.filter(existsSync).find((node) => {
    const version = /^v(\d+)/.exec(runCommand(node, ['--version']))?.[1];
    return Number(version) < 24;
  });
}

describe('the command line, installed from its tarball', () => {
  const project = join(directory, 'command-line');
  let packed: readonly PackedPackage[] = [];

  before(async () => {
    const folder = await stageCommandLine(join(directory, 'staged-command-line'));
    packed = npmPack([folder], directory);
    installInto(project, packed);
  });

  test('runs no install script', () => assert.deepEqual(installScripts(project), []));

  test('brings its licence, and no sources', () => {
    const files = packed.flatMap(({ files: each }) => each);
    assert.ok(files.includes('LICENSE'));
    assert.deepEqual(files.filter((file) => file.endsWith('.ts')), []);
  });

  test('starts a broker, and its tools find it', async () => {
    const main = join(project, 'node_modules', 'ottla', 'bin', 'ottla.mjs');
    const broker = await startBroker({ main });
    const run = (...args: readonly string[]): string =>
      runCommand(process.execPath, [main, ...args, '--bootstrap-server', broker.bootstrap]);
    run('topics', '--create', '--topic', 'letters');
    assert.equal(run('topics', '--list').trim(), 'letters');
    assert.equal(await broker.stop(), 0);
    assert.doesNotMatch(broker.log(), /ExperimentalWarning/);
  });

  test('an old Node is told so in a line', { skip: whyNoOldNode }, () => {
    const main = join(project, 'node_modules', 'ottla', 'bin', 'ottla.mjs');
    assert.throws(() => runCommand(oldNode ?? '', [main, '--version']), /needs Node 24 or newer/);
  });
});

describe('all packages, installed into an empty project', () => {
  const project = join(directory, 'project');
  let broker: BrokerProcess;

  before(async () => {
    const folders = await stageLibraries(join(directory, 'staged'), join(directory, 'compiled'));
    installInto(project, npmPack(folders, directory));
    broker = await startBroker();
  });
  after(() => broker.stop());

  test('run no install script', () => assert.deepEqual(installScripts(project), []));

  test('can be imported, each of them', () => {
    const names = libraryFolders().map((folder) => `@ottla/${folder}`);
    assert.equal(runInProject(project, 'all.mjs', importAll(names)), '[]\n');
  });

  test('produce and consume from an ES module', () => {
    const output = runInProject(project, 'program.mjs', esmProgram(broker.bootstrap));
    assert.equal(output, 'alpha beta gamma\n');
  });

  test('produce and consume from CommonJS', () => {
    const output = runInProject(project, 'program.cjs', commonJsProgram(broker.bootstrap));
    assert.equal(output, 'alpha beta gamma\n');
  });

  for (const [kind, file, text] of [
    ['an ES module', 'kafka.test.mjs', TESTKIT_ESM],
    ['CommonJS', 'kafka.test.cjs', TESTKIT_COMMONJS],
  ] as const) {
    test(`bring a Kafka into a test that is ${kind}`, () => {
      assert.equal(runInProject(project, file, text), '{"id":1} {"id":2}\n');
    });
  }

  for (const [kind, extension] of [['an ES module', 'mts'], ['CommonJS', 'cts']]) {
    test(`bring types of the testkit for ${kind}`, () => {
      checkTypes(project, `typed-test.${extension}`, TYPED_TEST);
      const wrong = `mistyped-test.${extension}`;
      assert.throws(() => checkTypes(project, wrong, MISTYPED_TEST), /Prodduce/);
    });

    test(`bring types for ${kind}`, () => {
      checkTypes(project, `typed.${extension}`, TYPED_PROGRAM);
      const wrong = `mistyped.${extension}`;
      assert.throws(() => checkTypes(project, wrong, MISTYPED_PROGRAM), /'topic' is missing/);
    });
  }
});

describe('the container image', { skip: whyNoContainers() ?? false }, () => {
  const root = join(directory, 'root');

  before(async () => {
    const made = await makeDistribution(join(directory, 'made'));
    // Unpacked again, so that what runs is what a user has.
    const archive = packDistribution(made, directory);
    runCommand('tar', ['-xzf', archive, '-C', directory]);
    makeImageRoot(root, join(directory, made.name), ['kcat']);
  });

  test('is made of an archive that comes out the same, byte for byte', async () => {
    const again = join(directory, 'again');
    const archive = packDistribution(await makeDistribution(again), again);
    const first = readFileSync(join(directory, basename(archive)));
    assert.ok(first.equals(readFileSync(archive)));
  });

  test('finds its add-on by itself', () => {
    const addOn = join(root, 'opt', 'kafka', 'libs', 'node_modules', '@node-rs', 'crc32');
    const crc = `console.log(require('${addOn}').crc32c('123456789').toString(16))`;
    assert.equal(runCommand(process.execPath, ['-e', crc]).trim(), 'e3069283');
  });

  for (const environment of COMPOSE_ENVIRONMENTS) {
    test(environment.name, async () => {
      const container = await startContainer(root, environment);
      after(() => container.kill());
      const { bootstrap, clusterId, dataDirectory } = environment;
      assert.match(container.log(), new RegExp(`\\(cluster ${clusterId}, node 1\\)`));
      const at = ['--bootstrap-server', bootstrap, '--topic', 'letters'];
      container.run(['/opt/kafka/bin/kafka-topics.sh', '--create', '--partitions', '2', ...at]);
      const producer = ['kcat', '-P', '-b', bootstrap, '-t', 'letters', '-X', 'acks=all'];
      container.run(producer, 'alpha\nbeta\n');
      container.run(['/opt/kafka/bin/kafka-console-producer.sh', ...at], 'gamma\n');
      const consumer = ['/opt/kafka/bin/kafka-console-consumer.sh', '--from-beginning', ...at];
      const read = container.run([...consumer, '--max-messages', '3', '--timeout-ms', '20000']);
      assert.deepEqual(read.trim().split('\n').toSorted(), ['alpha', 'beta', 'gamma']);
      const end = ['kcat', '-C', '-e', '-q', '-b', bootstrap, '-t', 'letters'];
      const again = container.run(end).trim().split('\n');
      assert.deepEqual(again.toSorted(), ['alpha', 'beta', 'gamma']);
      container.run(['/opt/kafka/bin/kafka-server-stop.sh']);
      assert.equal(await container.ended(), 0);
      const data = join(root, dataDirectory);
      assert.match(readFileSync(join(data, 'meta.properties'), 'utf8'), /^node\.id=1$/m);
      assert.ok(existsSync(join(data, '.kafka_cleanshutdown')));
    });
  }
});
