import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';

import { DirectoryNames } from './directory-names.ts';

function make() {
  const universe = new SimulatedUniverse({ seed: 3 });
  const { disk } = universe.createNode('broker');
  disk.makeDirectory('/data');
  let syncs = 0;
  const failing = { isFailing: false };
  universe.storage('broker').faults.failure = (operation) => {
    if (operation !== 'sync directory') return undefined;
    syncs += 1;
    return failing.isFailing ? 'EIO' : undefined;
  };
  return { universe, names: new DirectoryNames(disk, '/data'), syncs: () => syncs, failing };
}

test('names that were made before share one sync', async () => {
  const { universe, names, syncs } = make();
  const made = Array.from({ length: 1_000 }, () => names.made());
  for (const each of made) await universe.resolve(names.durable(each));
  assert.equal(syncs(), 1);
});

test('a name that is made while the directory is synced needs another sync', async () => {
  const { universe, names, syncs } = make();
  const first = names.durable(names.made());
  const [second, third] = [names.durable(names.made()), names.durable(names.made())];
  await universe.resolve(Promise.all([first, second, third]));
  assert.equal(syncs(), 2);
});

test('who waits for a sync that fails is told, and may ask again', async () => {
  const { universe, names, failing, syncs } = make();
  failing.isFailing = true;
  const made = names.made();
  const asked = [names.durable(made), names.durable(made)];
  const outcomes = await universe.resolve(Promise.allSettled(asked));
  assert.deepEqual(outcomes.map(({ status }) => status), ['rejected', 'rejected']);
  failing.isFailing = false;
  await universe.resolve(names.durable(made));
  assert.equal(syncs(), 2);
});
