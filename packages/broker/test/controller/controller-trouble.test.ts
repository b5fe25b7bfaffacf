// What goes wrong around a controller: a disk that fails, a quorum it cannot serve, files it cannot
// read, requests at a wrong time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DiskOperation } from '@ottla/base';
import { brokerHeartbeatApi, createTopicsApi, errorOf, metadataApi } from '@ottla/protocol';
import { ControllerWorld, DIRECTORY } from './controller-world.ts';

const topic = (name: string) => ({ name, numPartitions: 1, replicationFactor: 1 });

const errorsOf = (response: { readonly topics: readonly { readonly errorCode: number }[] }) =>
  response.topics.map(({ errorCode }) => errorOf(errorCode).name);

/** From now on the disk fails at what is named, with EIO. */
function failDisk(it: ControllerWorld, operation: DiskOperation, file: string): void {
  it.universe.storage('node').faults.failure = (done, path) =>
    done === operation && path.includes(file) ? 'EIO' : undefined;
}

for (const operation of ['write', 'sync'] as const) {
  test(`a log that cannot ${operation} ends the controller; nothing is acknowledged`, async () => {
    const it = new ControllerWorld({ seed: 1 });
    await it.start();
    await it.withBroker();
    await it.createTopic('kept');
    failDisk(it, operation, '.log');
    const response = await it.createTopics([topic('lost')], { timeoutMs: 1000 });
    assert.deepEqual(errorsOf(response), ['REQUEST_TIMED_OUT']);
    assert.equal(it.failures.length, 1);
    assert.match(String(it.failures[0]), /EIO/);
    assert.equal(it.node.leader.leaderId, -1);
    assert.deepEqual([...it.image.topics.byName.keys()], ['kept']);
    // The disk is well again, and the process starts anew.
    it.universe.storage('node').faults.failure = () => undefined;
    await it.die('process');
    assert.ok(it.image.topics.byName.has('kept'));
    await it.createTopic('next');
  });
}

test('a full disk ends the controller', async () => {
  const it = new ControllerWorld({ seed: 2 });
  await it.start();
  await it.withBroker();
  it.universe.storage('node').faults.capacityBytes = 0;
  const response = await it.createTopics([topic('lost')]);
  assert.deepEqual(errorsOf(response), ['REQUEST_TIMED_OUT']);
  assert.match(String(it.failures[0]), /ENOSPC/);
});

test('a snapshot that cannot be written costs nothing but the snapshot', async () => {
  const config = { 'metadata.log.max.record.bytes.between.snapshots': '2000' };
  const it = new ControllerWorld({ seed: 3, config });
  await it.start();
  await it.withBroker();
  failDisk(it, 'sync', '.checkpoint.part');
  for (let index = 0; index < 30; index++) await it.createTopic(`t${index}`);
  const names = () => it.files().filter((name) => name.includes('.checkpoint'));
  assert.deepEqual(names().filter((name) => name.endsWith('.checkpoint')).length, 1);
  it.universe.storage('node').faults.failure = () => undefined;
  for (let index = 30; index < 60; index++) await it.createTopic(`t${index}`);
  assert.ok(names().length > 1);
  assert.deepEqual(it.failures, []);
  await it.die('power');
  assert.equal(it.image.topics.byName.size, 60);
});

test('a quorum of several voters is refused', async () => {
  const it = new ControllerWorld({ seed: 4, voterIds: [1, 2, 3] });
  await assert.rejects(it.start(), /the voters of the metadata quorum are 1, 2, 3/);
});

test('a quorum of somebody else is refused', async () => {
  const it = new ControllerWorld({ seed: 5, voterIds: [2] });
  await assert.rejects(it.start(), /voters of the metadata quorum are 2: .* node 1 with directory/);
});

test('a directory without voters is refused, and told how to get some', async () => {
  const it = new ControllerWorld({ seed: 6, voterIds: [] });
  await assert.rejects(it.start(), /no voters are known: format the directory with --standalone/);
});

test('a quorum-state that cannot be read is refused with its path', async () => {
  const it = new ControllerWorld({ seed: 7 });
  it.write(`${DIRECTORY}/quorum-state`, Buffer.from('{"leaderId":1,'));
  await assert.rejects(it.start(), (error: Error) => {
    assert.equal(error.name, 'QuorumStateError');
    assert.ok(error.message.includes(`${DIRECTORY}/quorum-state`), error.message);
    return true;
  });
});

test('an election that cannot be written down does not take place', async () => {
  const it = new ControllerWorld({ seed: 8 });
  failDisk(it, 'rename', 'quorum-state');
  await assert.rejects(it.start(), { code: 'EIO' });
});

test('requests that wait at a stop are answered NOT_CONTROLLER', async () => {
  const it = new ControllerWorld({ seed: 9 });
  await it.start();
  await it.withBroker();
  const waiting = it.sendTopics([topic('late')]);
  await it.stop();
  assert.deepEqual(errorsOf(await waiting), ['NOT_CONTROLLER']);
});

test('a request after the stop is answered NOT_CONTROLLER', async () => {
  const it = new ControllerWorld({ seed: 10 });
  await it.start();
  await it.stop();
  const response = await it.call(brokerHeartbeatApi, 1, { brokerId: 1, brokerEpoch: 5 });
  assert.equal(errorOf(response.errorCode).name, 'NOT_CONTROLLER');
});

test('a disk that answers late makes requests wait, and their time run out', async () => {
  const it = new ControllerWorld({ seed: 11 });
  await it.start();
  await it.withBroker();
  it.universe.storage('node').faults.delayMs = (operation, path) =>
    operation === 'sync' && path.includes('.log') ? 3000 : 0;
  const inTime = await it.call(createTopicsApi, 7, { topics: [topic('a')], timeoutMs: 1 }, 5000);
  assert.deepEqual(errorsOf(inTime), ['NONE']);
  const late = await it.call(createTopicsApi, 7, { topics: [topic('b')], timeoutMs: 1 }, 1000);
  assert.deepEqual(errorsOf(late), ['REQUEST_TIMED_OUT']);
  // What came too late for an answer happened all the same.
  await it.universe.advance(10_000);
  assert.ok(it.image.topics.byName.has('b'));
});

test('an API that no command serves is a bug of the caller', async () => {
  const it = new ControllerWorld({ seed: 12 });
  await it.start();
  const call = it.call(metadataApi, 12, { topics: [] });
  await assert.rejects(call, /no controller command serves Metadata \(3\)/);
});
