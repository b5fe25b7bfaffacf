// What earlier releases wrote, opened by this one.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Admin, Producer } from '@ottla/client';

import { type BrokerProcess, startBroker } from '../../../interop/peers/broker.ts';
import { readManifest } from '../stage-packages.ts';
import { FIXTURE_SETTINGS, type FormatFixture, fixtures, restoreFiles } from './fixture.ts';
import { nodeState } from './node-state.ts';

const kept = fixtures();

async function opened(
  fixture: FormatFixture,
  use: (open: () => Promise<BrokerProcess>) => Promise<void>,
): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'ottla-formats-'));
  const running: BrokerProcess[] = [];
  try {
    restoreFiles(fixture.files, dataDirectory);
    await use(async () => {
      const broker = await startBroker({ dataDirectory, overrides: FIXTURE_SETTINGS });
      running.push(broker);
      return broker;
    });
  } finally {
    for (const broker of running) await broker.kill();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

test('this version has its fixture: scripts/release/formats/make.ts writes it', () => {
  assert.ok(kept.some(({ version }) => version === readManifest('ottla').version));
});

for (const fixture of kept) {
  describe(`a directory of ${fixture.version}`, () => {
    test('holds what its formats are made of', () => {
      const paths = Object.keys(fixture.files);
      const wanted = [/^rolled-0\/.*[1-9]\.log$/, /\.snapshot$/, /^__consumer_offsets-0\/.*\.log$/];
      for (const pattern of [...wanted, /^__cluster_metadata-0\/.*\.log$/, /^meta\.properties$/]) {
        assert.ok(paths.some((path) => pattern.test(path)), String(pattern));
      }
      const partitions = Object.values(fixture.state.topics).flatMap((topic) => topic.partitions);
      assert.ok(partitions.some(({ logStartOffset }) => logStartOffset > 0));
      assert.ok(partitions.flatMap(({ records }) => records).length > 15);
    });

    test('shows its clients what it showed then', () =>
      opened(fixture, async (open) => {
        const broker = await open();
        assert.deepEqual(await nodeState(broker.bootstrap), fixture.state);
      }));

    test('takes more, and keeps it over a restart', () =>
      opened(fixture, async (open) => {
        const first = await open();
        const bootstrapServers = first.bootstrap;
        const producer = new Producer({ bootstrapServers });
        const { offset } = await producer.send({ topic: 'letters', partition: 0, value: 'more' });
        await producer.close();
        const admin = new Admin({ bootstrapServers });
        const read = { topic: 'letters', partition: 0, offset: offset + 1 };
        await admin.alterConsumerGroupOffsets('readers', [read]);
        await admin.createTopics([{ name: 'later', partitions: 1, replicationFactor: 1 }]);
        await admin.close();
        assert.equal(await first.stop(), 0);
        const second = await open();
        const { topics, groups } = await nodeState(second.bootstrap);
        const records = topics['letters']?.partitions[0]?.records ?? [];
        const before = fixture.state.topics['letters']?.partitions[0]?.records ?? [];
        assert.deepEqual(records.slice(0, -1), before);
        assert.deepEqual([records.at(-1)?.value, records.at(-1)?.offset], ['more', offset]);
        assert.equal(groups['readers']?.['letters-0'], offset + 1);
        assert.ok(topics['later'] !== undefined && topics['rolled'] !== undefined);
      }));
  });
}
