// A node's data directory in one JSON file: every file of it in base64, and what its clients saw
// when it was written.

import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from '../../sources.ts';
import type { NodeState } from './node-state.ts';

export const fixturesRoot = join(root, 'scripts', 'release', 'formats');

/** Of the node that writes and of those that read: small, and what is old does not expire. */
export const FIXTURE_SETTINGS: Readonly<Record<string, number>> = {
  'offsets.topic.num.partitions': 1,
  'offsets.retention.minutes': 2 ** 31 - 1,
};

export interface FormatFixture {
  /** The release that wrote it. */
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
  readonly state: NodeState;
}

export function filesOf(directory: string): Record<string, string> {
  const paths = globSync('**/*', { cwd: directory })
    .filter((path) => statSync(join(directory, path)).isFile())
    .toSorted();
  return Object.fromEntries(
    paths.map((path) => [path, readFileSync(join(directory, path)).toString('base64')]),
  );
}

export function restoreFiles(files: FormatFixture['files'], directory: string): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(content, 'base64'));
  }
}

/** All fixtures that are kept, oldest first by name. */
export function fixtures(): FormatFixture[] {
  const paths = globSync('*.json', { cwd: fixturesRoot }).toSorted();
  return paths.map((path) => JSON.parse(readFileSync(join(fixturesRoot, path), 'utf8')));
}

export function writeFixture(fixture: FormatFixture): string {
  const path = join(fixturesRoot, `${fixture.version}.json`);
  writeFileSync(path, `${JSON.stringify(fixture, undefined, 1)}\n`);
  return path;
}
