// `npm run interop [-- PATTERN…]`: other people's clients and brokers against ours. Installs what
// it needs (Debian packages, Maven artifacts), then runs the suites in interop/suites that match.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { installPeers } from './install.ts';
import { houseRoot, interopRoot } from './paths.ts';

const SUITE_TIMEOUT_MS = 900_000;
/** Too long for every run: only when named. */
const BY_NAME_ONLY: readonly string[] = ['group-chaos.test.ts'];
/**
 * Left out of `--ci`: minutes each, most of them in other people's clients and brokers that wait
 * for timers. They run in a plain `npm run interop`.
 */
const LONG: readonly string[] = [
  'client-memory.test.ts',
  'client-suite.test.ts',
  'group-scenarios.test.ts',
  'groups.test.ts',
  'missed-generation.test.ts',
  'mixed-assignors.test.ts',
  'own-client.test.ts',
  'test-runners.test.ts',
];

const isCi = process.argv.includes('--ci');
const leftOut = isCi ? [...BY_NAME_ONLY, ...LONG] : BY_NAME_ONLY;
const patterns = process.argv.slice(2).filter((argument) => argument !== '--ci');
const suites = readdirSync(join(interopRoot, 'suites'))
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) =>
    patterns.length === 0
      ? !leftOut.includes(name)
      : patterns.some((pattern) => name.includes(pattern)),
  )
  .map((name) => join('interop', 'suites', name));
if (suites.length === 0) {
  console.error(`no suite matches ${patterns.join(' ')}`);
  process.exit(2);
}
await installPeers();
const summary = '--test-reporter=./scripts/test-summary.mjs';
const reporter = [summary, '--test-reporter-destination=stdout'];
const args = ['--test', '--test-concurrency=1', `--test-timeout=${SUITE_TIMEOUT_MS}`];
const run = spawnSync(process.execPath, [...args, ...reporter, ...suites], {
  cwd: houseRoot,
  env: { ...process.env, ...(isCi ? { OTTLA_INTEROP_CI: '1' } : {}) },
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.exitCode = run.status ?? 1;
