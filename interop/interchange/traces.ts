// What must have been left on disk for the suite to have shown anything: one row of sequence
// numbers of the producer that lived through all brokers, and metadata snapshots, old ones gone.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { JAVA_TOOLS } from '../peers/java.ts';
import type { JavaRunner } from '../tools/java-runner.ts';

const SEQUENCES = /baseSequence: (\d+) lastSequence: (\d+) producerId: (\d+) producerEpoch: (\d+)/g;

/** Of the topic `live`: a producer that had met a gap would have begun a new epoch. */
export async function checkOneProducer(
  runner: JavaRunner,
  directories: readonly string[],
): Promise<void> {
  const paths = directories.map((directory) => join(directory, 'live-0', `${'0'.repeat(20)}.log`));
  const file = paths.find((path) => existsSync(path)) ?? '';
  const { stdout } = await runner.run(JAVA_TOOLS['dump-log'], ['--files', file]);
  const batches = [...stdout.matchAll(SEQUENCES)].map((match) => match.slice(1).map(Number));
  assert.ok(batches.length > 0, stdout);
  let next = 0;
  for (const [base = -1, last = -1, producerId, epoch] of batches) {
    assert.deepEqual([base, producerId, epoch], [next, batches[0]?.[2], 0], stdout);
    next = last + 1;
  }
}

/** Both makers clean up: the snapshot that the format has written is gone, newer ones are there. */
export function checkMetadataSnapshots([first = '']: readonly string[]): void {
  const names = readdirSync(join(first, '__cluster_metadata-0'));
  const snapshots = names.filter((name) => name.endsWith('.checkpoint'));
  assert.ok(snapshots.length > 0, names.join());
  assert.ok(!snapshots.includes('00000000000000000000-0000000000.checkpoint'), names.join());
}
