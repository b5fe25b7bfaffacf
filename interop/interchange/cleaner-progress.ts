// How far the cleaner has come, as the files of a directory tell, whoever has cleaned.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { until } from '../groups/until.ts';

const COMPACTED_MS = 60_000;

/** All below is compacted in partition 0 of `topic`; 0 where nothing is. */
export function cleanTo(directories: readonly string[], topic: string): number {
  const texts = directories.map((path) => textOf(join(path, 'cleaner-offset-checkpoint')));
  const line = new RegExp(`^${topic} 0 (\\d+)$`, 'm').exec(texts.join('\n'));
  return Number(line?.[1] ?? 0);
}

/** The base offset of the newest segment of partition 0 of `topic`. */
export function activeBase(directories: readonly string[], topic: string): number {
  const bases = directories
    .map((directory) => join(directory, `${topic}-0`))
    .flatMap((path) => filesIn(path))
    .filter((file) => file.endsWith('.log'))
    .map((file) => Number.parseInt(file, 10));
  return Math.max(...bases);
}

/** Until all but the newest segment of each topic is compacted, and more than `before` tells. */
export async function untilCompacted(
  directories: readonly string[],
  before: ReadonlyMap<string, number>,
): Promise<void> {
  const lagging = (): readonly string[] =>
    [...before].filter(([topic, offset]) => {
      const active = activeBase(directories, topic);
      return active <= offset || cleanTo(directories, topic) !== active;
    }).map(([topic]) => topic);
  await until(() => lagging().length === 0, COMPACTED_MS);
  assert.deepEqual(lagging(), [], 'not compacted in time');
}

function filesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
