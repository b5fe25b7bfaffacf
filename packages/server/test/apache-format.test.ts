// A directory that Apache Kafka 4.3.1 has formatted (`format --standalone`): its files, byte for
// byte. It finalises levels of features that are not served here yet; a node serves all the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Disk } from '@ottla/base';
import { apiVersionsApi } from '@ottla/protocol';
import { SimulatedMachine } from './simulated-node.ts';

const META = [
  '#',
  '#Mon Nov 30 07:12:46 UTC 2026',
  'node.id=1',
  'directory.id=uuIOsbRKTkSR5aZJDmskLw',
  'version=1',
  'cluster.id=4L6g3nShT-eMCtK--X86sw',
  '',
].join('\n');

const BOOTSTRAP =
  'AAAAAAAAAAAAAABHAAAAAAJxDK4RACAAAAAAAAABoitMjNQAAAGiK0yM1P//////////////////AAAAASoAAAAIAA' +
  'AAAxYAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAPEAAAAAAojp9CgAAAAAAAUAAAGiK0yM7wAAAaIrTIzv////////////' +
  '//////8AAAAGOgAAAAEuAQwAEW1ldGFkYXRhLnZlcnNpb24AHgAAWgAAAgFOAQwAIWVsaWdpYmxlLmxlYWRlci5yZX' +
  'BsaWNhcy52ZXJzaW9uAAEAADQAAAQBKAEMAA5ncm91cC52ZXJzaW9uAAEAADQAAAYBKAEMAA5zaGFyZS52ZXJzaW9u' +
  'AAEAADgAAAgBLAEMABBzdHJlYW1zLnZlcnNpb24AAQAAQAAACgE0AQwAFHRyYW5zYWN0aW9uLnZlcnNpb24AAgAAAA' +
  'AAAAAAAAcAAAA/AAAAAAK/qgBOACAAAAAAAAABoitMjPEAAAGiK0yM8f//////////////////AAAAARoAAAAIAAAA' +
  'BAYAAAAA';

/** kraft.version and voters. */
const FIRST_SNAPSHOT =
  'AAAAAAAAAAAAAACWAAAAAAKRm0TLACAAAAACAAABoitMjQcAAAGiK0yNB///////////////////AAAAAyoAAAAIAA' +
  'AAAxYAAAAAAaIrTIz+AAAeAAACCAAAAAUKAAAAAQAAfAAABAgAAAAGaAAAAgAAAAG64g6xtEpORJHlpkkOayQvAgtD' +
  'T05UUk9MTEVSB2Jyb2tlciOFAAAAAAEAAAAAAAAAAAAAAAMAAAA/AAAAAAIskBdqACAAAAAAAAABoitMjQ8AAAGiK0' +
  'yND///////////////////AAAAARoAAAAIAAAABAYAAAAA';

function putFormatted(disk: Disk): void {
  disk.makeDirectory('/data');
  disk.makeDirectory('/data/__cluster_metadata-0');
  put(disk, '/data/meta.properties', Buffer.from(META));
  put(disk, '/data/bootstrap.checkpoint', Buffer.from(BOOTSTRAP, 'base64'));
  const snapshot = '/data/__cluster_metadata-0/00000000000000000000-0000000000.checkpoint';
  put(disk, snapshot, Buffer.from(FIRST_SNAPSHOT, 'base64'));
}

function put(disk: Disk, path: string, bytes: Uint8Array): void {
  const file = disk.open(path, 'truncate');
  file.write([bytes], 0);
  file.close();
}

test("a directory of Kafka's format is served, with the levels that it has", async () => {
  const machine = new SimulatedMachine('formatted by Apache Kafka');
  putFormatted(machine.world.disk);
  const started = await machine.start();
  assert.deepEqual(started.node.formatted, []);
  assert.equal(started.node.clusterId, '4L6g3nShT-eMCtK--X86sw');
  const client = await machine.connect(9092);
  const answer = await client.ask(apiVersionsApi, 4, {
    clientSoftwareName: 'test',
    clientSoftwareVersion: '1',
  });
  const finalized = answer.finalizedFeatures.map(
    ({ name, maxVersionLevel }) => `${name}=${maxVersionLevel}`,
  );
  assert.deepEqual(finalized.toSorted(), [
    'eligible.leader.replicas.version=1',
    'group.version=1',
    'kraft.version=1',
    'metadata.version=30',
    'share.version=1',
    'streams.version=1',
    'transaction.version=2',
  ]);
  await machine.stop(started);
});
