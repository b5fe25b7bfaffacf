// `completion`: every tool and its options are known to the shells without being told twice.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { completion } from '../src/commands/completion.ts';
import { TOOLS } from '../src/tools.ts';
import { TemporaryIo } from './temporary-io.ts';

const io = new TemporaryIo();

after(() => io.remove());

test('all tools, their options, their subcommands, and Kafka’s scripts', async () => {
  const { exit, out, err } = await io.run(completion(TOOLS), ['bash']);
  assert.deepEqual([exit, err], [0, '']);
  const words = new Map(
    [...out.matchAll(/^ {4}'(.*)'\) echo '(.*)' ;;$/gm)].map(([, key = '', all = '']) => [
      key,
      all.split(' '),
    ]),
  );
  assert.deepEqual(words.get('')?.toSorted(), TOOLS.map(({ name }) => name).toSorted());
  assert.ok(words.get('topics')?.includes('--partitions'));
  assert.ok(words.get('storage')?.includes('format'));
  assert.ok(words.get('storage format')?.includes('--cluster-id'));
  assert.ok(words.get('features')?.includes('describe'));
  assert.ok(words.get('features describe')?.includes('--node-id'));
  assert.deepEqual(words.get('completion'), ['bash', 'zsh', 'fish']);
  assert.match(out, /^complete .* kafka-topics\.sh .*$/m);
});

test('what is not served yet is not offered', async () => {
  const { out } = await io.run(completion(TOOLS), ['bash']);
  assert.match(out, /'dump-log'\) echo '--files /);
  assert.doesNotMatch(out, /remote-log-metadata-decoder/);
});

test('shells that are none', async () => {
  const { exit, err } = await io.run(completion(TOOLS), ['tcsh']);
  assert.equal(exit, 2);
  assert.match(err, /^the shell must be one of bash, zsh, fish, got "tcsh"\n/);
  assert.equal((await io.run(completion(TOOLS), [])).exit, 2);
});
