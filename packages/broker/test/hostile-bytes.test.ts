// Bytes that make no sense end the connection that sent them, with a reason in the log; what was
// answered before is still sent, and all other connections go on.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, errors, fetchApi, metadataApi, produceApi } from '@ottla/protocol';
import { batchOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';
import { encode } from './raw-client.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const FIELDS = { version: 3, correlationId: 1, clientId: 'hostile' };

function frameOf(bytes: readonly number[]): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(bytes.length);
  return Buffer.concat([size, Buffer.from(bytes)]);
}

/** The given frame with another size in front. */
function withSize(frame: Buffer, size: number): Buffer {
  const copy = Buffer.from(frame);
  copy.writeInt32BE(size);
  return copy;
}

const apiVersions = encode(apiVersionsApi, FIELDS, software);
const produce = encode(produceApi, { ...FIELDS, version: 9 }, {
  acks: 1,
  topicData: [{ name: 't', partitionData: [{ index: 0, records: batchOf(['a']) }] }],
});

const CASES: readonly { name: string; bytes: Buffer; reason: RegExp }[] = [
  { name: 'a negative size', bytes: withSize(apiVersions, -1), reason: /size -1 is negative/ },
  { name: 'no size', bytes: withSize(apiVersions, 0), reason: /frame size 0/ },
  {
    name: 'a size beyond the limit',
    bytes: withSize(apiVersions, 104_857_601),
    reason: /104857601 is larger than .*104857600/,
  },
  { name: 'another protocol', bytes: Buffer.from('GET / HTTP/1.1\r\n'), reason: /1195725856/ },
  { name: 'an empty header', bytes: frameOf([0]), reason: /header cannot be read/ },
  { name: 'half a header', bytes: frameOf([0, 18, 0, 0, 0, 0]), reason: /header cannot be read/ },
  {
    name: 'a client id beyond the frame',
    bytes: frameOf([0, 18, 0, 0, 0, 0, 0, 1, 0, 100, 97]),
    reason: /clientId/,
  },
  { name: 'an unknown api key', bytes: frameOf([3, 232, 0, 0, 0, 0, 0, 1]), reason: /key 1000 is/ },
  { name: 'a negative api key', bytes: frameOf([255, 255, 0, 0, 0, 0, 0, 1]), reason: /key -1 is/ },
  {
    name: 'an api that is not served',
    bytes: encode(metadataApi, { ...FIELDS, version: 0 }, {}),
    reason: /api key 3 is not served/,
  },
  {
    name: 'a version that is too old',
    bytes: frameOf([0, 0, 0, 2, 0, 0, 0, 1, 255, 255]),
    reason: /Produce version 2 is not served, only 3 to 13/,
  },
  {
    name: 'a version that is too new',
    bytes: frameOf([0, 1, 0, 99, 0, 0, 0, 1, 255, 255, 0]),
    reason: /Fetch version 99 is not served, only 4 to 18/,
  },
  {
    name: 'a body that ends too early',
    bytes: withSize(produce.subarray(0, produce.length - 3), produce.length - 7),
    reason: /ProduceRequest v9: topicData\[0\].partitionData\[0\]/,
  },
  {
    name: 'more topics than there are bytes',
    bytes: frameOf([0, 0, 0, 9, 0, 0, 0, 1, 255, 255, 0, 0, 0, 1, 0, 0, 0, 1, 0xff, 0xff, 0x7f]),
    reason: /ProduceRequest v9: topicData/,
  },
];

for (const { name, bytes, reason } of CASES) {
  test(`${name} ends the connection`, async () => {
    const plane = await DataPlane.start();
    const [client, other] = [await plane.connect(), await plane.connect()];
    const before = client.send(apiVersionsApi, 3, software);
    client.sendBytes(bytes);
    const answer = await client.receive(apiVersionsApi, 3);
    assert.equal(answer.correlationId, before, 'what was asked before is answered');
    await client.untilEnded();
    assert.equal(client.responses.length, 0);
    const reasons = plane.log.lines.map(({ fields }) => String(fields['reason']));
    assert.ok(reasons.some((each) => reason.test(each)), reasons.join('\n'));
    assert.equal((await other.ask(apiVersionsApi, 3, software)).errorCode, errors.NONE.code);
    await plane.stop();
    assert.equal(plane.receivePool.leasedSlabs, 0);
  });
}

test('nothing that follows the bad bytes is handled', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  client.sendBytes(Buffer.concat([frameOf([0]), produce]));
  await client.untilEnded();
  const partition = [...plane.replicas.hosted.online()][0];
  assert.equal(partition?.log.logEndOffset, 0);
  await plane.stop();
});

test('bytes behind a body are ignored', async () => {
  const plane = await DataPlane.start();
  const client = await plane.connect();
  const longer = Buffer.concat([apiVersions, Buffer.from([1, 2, 3])]);
  client.sendBytes(withSize(longer, longer.length - 4));
  const { correlationId, response } = await client.receive(apiVersionsApi, 3);
  assert.equal(correlationId, FIELDS.correlationId);
  assert.equal(response.errorCode, errors.NONE.code);
  await plane.stop();
});

test('ApiVersions of an unknown version is answered in version 0', async () => {
  const plane = await DataPlane.start();
  const client = await plane.connect();
  for (const version of [5, 99, 32_767]) {
    const bytes = [0, 18, version >> 8, version & 255, 0, 0, 0, 7, 255, 255, 0, 9, 9, 9];
    client.sendBytes(frameOf(bytes));
    const { correlationId, response } = await client.receive(apiVersionsApi, 0);
    assert.equal(correlationId, 7);
    assert.equal(response.errorCode, errors.UNSUPPORTED_VERSION.code);
    const told = response.apiKeys.map(({ apiKey, minVersion, maxVersion }) => [
      apiKey,
      minVersion,
      maxVersion,
    ]);
    assert.deepEqual(told, [[18, 0, 4]]);
  }
  // The connection lives on.
  assert.equal((await client.ask(apiVersionsApi, 0, {})).errorCode, errors.NONE.code);
  await plane.stop();
});

test('a connection that ends in the middle of a request leaves nothing behind', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  for (let length = 0; length < produce.length; length += 7) {
    const client = await plane.connect();
    client.sendBytes(produce.subarray(0, length));
    await plane.universe.advance(5);
    client.connection.destroy();
  }
  await plane.universe.runUntil(() => plane.server.connectionCount === 0);
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
});

test('random bytes never harm anybody else', async () => {
  const plane = await DataPlane.start({ seed: 'random bytes' });
  plane.createTopic('t');
  const { prng } = plane.universe;
  const fetch = encode(fetchApi, { ...FIELDS, version: 12 }, {
    maxWaitMs: 0,
    topics: [{ topic: 't', partitions: [{ partition: 0, partitionMaxBytes: 100 }] }],
  });
  const other = await plane.connect();
  for (let round = 0; round < 300; round++) {
    const client = await plane.connect();
    const bytes = Buffer.from(round % 2 === 0 ? produce : fetch);
    for (let flips = 0; flips < 3; flips++) {
      bytes[4 + (prng.uint32() % (bytes.length - 4))] = prng.uint32() & 255;
    }
    client.sendBytes(bytes);
    await plane.universe.advance(5);
    client.connection.destroy();
  }
  assert.equal((await other.ask(apiVersionsApi, 3, software)).errorCode, errors.NONE.code);
  assert.deepEqual(plane.log.lines.filter(({ level }) => level === 'error'), []);
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
  assert.equal(plane.readPool.leasedSlabs, 0);
});

test('ottla.request.max.items: a request of too many small items is refused unread', async () => {
  const count = 1000;
  const items = { ...FIELDS, version: 12 };
  const partitions = Array.from({ length: count - 1 }, (_, partition) => ({ partition }));
  const fetch = encode(fetchApi, items, { maxWaitMs: 0, topics: [{ topic: 't', partitions }] });
  for (const [requestItemsMax, isServed] of [
    [count, true],
    [count - 1, false],
  ] as const) {
    const plane = await DataPlane.start({ server: { requestItemsMax } });
    const client = await plane.connect();
    client.sendBytes(fetch);
    if (isServed) await client.receive(fetchApi, 12);
    else await client.untilEnded();
    const reasons = plane.log.lines.map(({ fields }) => String(fields['reason']));
    const isRefused = reasons.some((each) => /partitions: has 999 items, 998 more/.test(each));
    assert.equal(isRefused, !isServed);
    await plane.stop();
  }
});
