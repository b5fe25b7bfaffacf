// `npm test [-- PATTERN…]`: installs what is missing, then types, tidy, layers, current generated code
// and every test, with a closing summary. With patterns only the test files that match are run.

import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';

import { ensureInstalled, root } from './install.mjs';

// Undefined on Node 20.
const globSync = fs.globSync;
const node = ensureInstalled();
const env = { ...process.env, PATH: dirname(node) + delimiter + (process.env.PATH ?? '') };

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const steps = [
  ['types', [tsc, '--noEmit', '-p', 'tsconfig.json']],
  ['tidy', ['scripts/tidy.ts']],
  ['layers', ['scripts/layers.ts']],
  ['generated code is current', ['scripts/generate.ts', '--check']],
];

/** Test files in the packages and scripts; Node 20 has no globSync, hence the child. */
function listTests(patterns) {
  const wanted = patterns.length === 0 ? [''] : patterns;
  const files = globSync === undefined ? [] : globSync('{packages,scripts,bench,examples}/**/*.test.ts', { cwd: root });
  return files
    .map((path) => relative(root, join(root, path)))
    .filter((path) => !path.includes('node_modules'))
    .filter((path) => wanted.some((pattern) => path.includes(pattern)))
    .sort();
}

async function main() {
  // Globbing needs Node 22: this file runs itself again on the project's Node where it has to.
  if (globSync === undefined) return run(node, ['scripts/test.mjs', ...process.argv.slice(2)]);
  const patterns = process.argv.slice(2);
  const results = [];
  const started = process.hrtime.bigint();
  if (patterns.length === 0) {
    for (const [name, args] of steps) results.push([name, await run(node, args)]);
  }
  const files = listTests(patterns);
  const reporter = ['--test-reporter=dot', '--test-reporter-destination=stdout'];
  const spec = ['--test-reporter=./scripts/test-summary.mjs', '--test-reporter-destination=stdout'];
  const args = ['--test', '--test-concurrency=2', ...reporter, ...spec, ...files];
  results.push([`${files.length} test files`, files.length === 0 ? 1 : await run(node, args)]);
  const seconds = Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000;
  console.log('');
  for (const [name, code] of results) console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}`);
  const failed = results.filter(([, code]) => code !== 0).length;
  console.log(`${failed === 0 ? 'all green' : `${failed} failed`} in ${seconds.toFixed(1)} s`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
