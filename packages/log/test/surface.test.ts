// What a log says of itself, and what can be changed while it is open.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AS_CLIENT, batchOf, errorOf, makeLog, openLog, PATH, write } from './simulated-log.ts';

test('names, sizes and segments', () => {
  const { log } = makeLog({ config: { segmentBytes: 300 } });
  assert.deepEqual(
    [log.topic, log.partition, log.name, log.path],
    ['flights', 0, 'flights-0', PATH],
  );
  assert.deepEqual(
    [log.topicId, log.latestEpoch, log.failure, log.isOffline],
    [undefined, undefined, undefined, false],
  );
  for (let n = 0; n < 4; n++) write(log, { valueBytes: 60, timestamp: 500 + n });
  const size = log.sizeBytes / 4;
  assert.deepEqual(
    log.segments.map(({ baseOffset, sizeBytes, maxTimestamp }) => [
      baseOffset,
      sizeBytes,
      maxTimestamp,
    ]),
    [[0, 2 * size, 501], [2, 2 * size, 503]],
  );
  log.append(batchOf({ valueBytes: 60 }), AS_CLIENT);
  assert.deepEqual([log.queuedBytes, log.sizeBytes], [size, 5 * size]);
  log.flushAppends();
  assert.equal(log.queuedBytes, 0);
});

test('another config counts from the next append on', () => {
  const { log } = makeLog();
  assert.equal(errorOf(log.append(batchOf({ valueBytes: 2_000 }), AS_CLIENT)), 'appended');
  log.updateConfig({ ...log.config, messageBytesMax: 1_000 });
  assert.equal(errorOf(log.append(batchOf({ valueBytes: 2_000 }), AS_CLIENT)), 'MESSAGE_TOO_LARGE');
  log.updateConfig({ ...log.config, messageTimestampType: 'LogAppendTime' });
  const outcome = log.append(batchOf(), { ...AS_CLIENT, nowMs: 9 });
  assert.equal(outcome.kind === 'appended' && outcome.logAppendTimeMs, 9);
  log.updateConfig({ ...log.config, segmentBytes: 200 });
  for (let n = 0; n < 4; n++) write(log);
  assert.ok(log.segments.length >= 3);
});

test('a segment begins when one asks for it', () => {
  const { log } = makeLog();
  log.roll();
  assert.equal(log.segments.length, 1, 'an empty one will do');
  write(log);
  log.roll();
  log.roll();
  assert.deepEqual(log.segments.map(({ baseOffset }) => baseOffset), [0, 1]);
});

test('a topic id is given once', async () => {
  const made = makeLog();
  const [id, other] = ['7xFp3HU9T76EiVUK8d7W2Q', 'v9Fhjbk9SNCJI0JrckCvBQ'];
  made.log.assignTopicId(id);
  made.log.assignTopicId(id);
  assert.throws(() => made.log.assignTopicId(other), { code: 'INCONSISTENT_TOPIC_ID' });
  await made.reopen({ end: 'close' });
  assert.equal(made.log.topicId, id);
  await made.universe.resolve(made.log.close());
  const again = { wasClean: true, topicId: other };
  assert.throws(
    () => openLog(made.services, made.config, again),
    { code: 'INCONSISTENT_TOPIC_ID' },
  );
});

test('a topic id that cannot be read is none', async () => {
  const made = makeLog();
  write(made.log);
  for (const text of ['', 'version: 0', 'version: 1\ntopic_id: 7xFp3HU9T76EiVUK8d7W2Q', 'x']) {
    made.world.disk.writeFile(`${PATH}/partition.metadata`, Buffer.from(text));
    assert.equal(openLog(made.services, made.config).topicId, undefined, text);
  }
});

test('producers as DescribeProducers tells of them', () => {
  const { log } = makeLog({ config: { transactionVerification: false } });
  write(log, { records: 3, timestamp: 700, producer: { id: 4, epoch: 2, sequence: 0 } });
  write(log, { producer: { id: 5, epoch: 0, sequence: 0, transactional: true } });
  assert.deepEqual(log.activeProducers(), [
    {
      producerId: 4,
      producerEpoch: 2,
      lastSequence: 2,
      lastTimestamp: 700,
      coordinatorEpoch: -1,
      currentTransactionStartOffset: -1,
    },
    {
      producerId: 5,
      producerEpoch: 0,
      lastSequence: 0,
      lastTimestamp: 1_000,
      coordinatorEpoch: -1,
      currentTransactionStartOffset: 3,
    },
  ]);
  assert.deepEqual([log.hasOpenTransaction(5, 0), log.hasOpenTransaction(5, 1)], [true, false]);
});
