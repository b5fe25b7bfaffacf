// The testkit in other people's test runners, installed as its users install it.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';

import { npmPack } from '../../scripts/release/npm-pack.ts';
import { runCommand } from '../../scripts/release/run-command.ts';
import { stageLibraries } from '../../scripts/release/stage-packages.ts';
import { interopRoot, temporaryDirectory } from '../paths.ts';
import { type Finished, runProgram } from '../peers/process.ts';
import { type Project, PROJECTS } from '../test-runners/projects.ts';

const directory = temporaryDirectory('test-runners');
const project = join(directory, 'project');
const RUN_MS = 120_000;

before(async () => {
  mkdirSync(project);
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(join(interopRoot, 'test-runners', file), join(project, file));
  }
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  const npm = (...args: readonly string[]): string =>
    runCommand('npm', [...args, ...quiet], { cwd: project });
  const folders = await stageLibraries(join(directory, 'staged'), join(directory, 'compiled'));
  // Not `npm ci`: what is optional, and not to be had everywhere, may be missing in the lock file.
  npm('install', '--no-save', ...npmPack(folders, directory).map(({ path }) => path));
  writeFileSync(join(project, 'jest.config.cjs'), 'module.exports = { transform: {} };\n');
});

/** What both runners write of a run, in the same form. */
interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

function argumentsOf(runner: Project['runner'], file: string, results: string): string[] {
  if (runner === 'jest') {
    const jest = join('node_modules', 'jest', 'bin', 'jest.js');
    return ['--experimental-vm-modules', jest, '--json', `--outputFile=${results}`, file];
  }
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  return [vitest, 'run', ...reporters, file];
}

async function runTests(
  { runner }: Project,
  [file, text]: Project['passing'],
): Promise<Results & { readonly run: Finished }> {
  writeFileSync(join(project, file), text);
  const results = join(project, `${file}.json`);
  const path = `${dirname(process.execPath)}:/usr/bin:/bin`;
  const run = await runProgram(process.execPath, argumentsOf(runner, file, results), {
    cwd: project,
    env: { PATH: path, NODE_OPTIONS: '', CI: '1', NO_COLOR: '1' },
    timeoutMs: RUN_MS,
  });
  const told: Results = JSON.parse(readFileSync(results, 'utf8'));
  return { ...told, run };
}

for (const each of PROJECTS) {
  describe(`${each.runner}, ${each.kind}`, () => {
    test('tests pass, and their Kafka ends with them', async () => {
      const { run, numPassedTests, numFailedTests } = await runTests(each, each.passing);
      const output = run.stdout + run.stderr;
      assert.deepEqual([numPassedTests, numFailedTests], [2, 0], output);
      assert.equal(run.code, 0, output);
      // What Jest says where something is left open.
      assert.doesNotMatch(output, /did not exit|failed to exit|topic orders/);
    });

    test('a test that fails says what its Kafka holds', async () => {
      const { run, numPassedTests, numFailedTests } = await runTests(each, each.failing);
      const output = run.stdout + run.stderr;
      assert.deepEqual([numPassedTests, numFailedTests], [0, 1], output);
      assert.equal(run.code, 1, output);
      assert.match(output, /expect\(|AssertionError/);
      assert.match(output, /topic orders: 1 partitions, 1 records/);
      assert.match(output, /key=ann value=coffee/);
    });
  });
}
