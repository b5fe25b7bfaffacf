import assert from 'node:assert/strict';
import { test } from 'node:test';

import { javaSettings } from './java-names.ts';

/** Every setting of Kafka 4.3's producer, consumer and admin client but those of TLS and SASL. */
const KAFKA = `
acks allow.auto.create.topics auto.commit.interval.ms auto.offset.reset batch.size
bootstrap.controllers bootstrap.servers buffer.memory check.crcs client.dns.lookup client.id
client.rack compression.gzip.level compression.lz4.level compression.type compression.zstd.level
config.providers connections.max.idle.ms default.api.timeout.ms delivery.timeout.ms
enable.auto.commit enable.idempotence enable.metrics.push exclude.internal.topics fetch.max.bytes
fetch.max.wait.ms fetch.min.bytes group.id group.instance.id group.protocol group.remote.assignor
heartbeat.interval.ms interceptor.classes isolation.level key.deserializer key.serializer linger.ms
max.block.ms max.in.flight.requests.per.connection max.partition.fetch.bytes max.poll.interval.ms
max.poll.records max.request.size metadata.max.age.ms metadata.max.idle.ms
metadata.recovery.rebootstrap.trigger.ms metadata.recovery.strategy metric.reporters
metrics.num.samples metrics.recording.level metrics.sample.window.ms partition.assignment.strategy
partitioner.adaptive.partitioning.enable partitioner.availability.timeout.ms partitioner.class
partitioner.ignore.keys receive.buffer.bytes reconnect.backoff.max.ms reconnect.backoff.ms
request.timeout.ms retries retry.backoff.max.ms retry.backoff.ms security.protocol
security.providers send.buffer.bytes session.timeout.ms share.acknowledgement.mode
share.acquire.mode socket.connection.setup.timeout.max.ms socket.connection.setup.timeout.ms
transaction.timeout.ms transaction.two.phase.commit.enable transactional.id value.deserializer
value.serializer
`;

test('every setting of Kafka has its place: acted on, without effect, or refused', () => {
  const known = javaSettings();
  // The levels depend on the codec, and are read where options are made.
  const isLevel = (name: string): boolean => /^compression\..*\.level$/.test(name);
  const names = KAFKA.trim().split(/\s+/).filter((name) => !isLevel(name));
  assert.deepEqual(names.filter((name) => !known.has(name)), []);
  assert.deepEqual([...known.keys()].filter((name) => !names.includes(name)), []);
});

test('no option is set by two settings', () => {
  const options = [...javaSettings().values()].flatMap((setting) =>
    setting.kind === 'option' ? [setting.option] : [],
  );
  assert.equal(new Set(options).size, options.length);
});
