// Broker configs that Apache Kafka does not have. Few, and none that a cluster of both kinds of
// brokers would have to agree on.

import { type ConfigKey, int, list, long, text } from '../config-key.ts';

export const ottlaConfigs: readonly ConfigKey[] = [
  // File descriptors for the segments of all logs; 0 takes half of what the process may have.
  int('ottla.log.open.files.max', 0, { min: 0 }),
  // Requests that are not done with, of all connections, where queued.max.request.bytes is not set.
  // More than twice the largest request; a fraction of what a JVM's heap takes by default.
  long('ottla.receive.memory.max.bytes', 268_435_456, { min: 1 }),
  // Answers that clients have not taken, of all connections.
  long('ottla.response.memory.max.bytes', 268_435_456, { min: 1 }),
  // Slabs of the logs' tails (a third) and of the connections that are busiest. The least lets the
  // tails keep whole slabs, and two connections have some of their own.
  long('ottla.memory.slabs.max.bytes', 201_326_592, { min: 12_582_912 }),
  // Requests of one connection that are handled and not answered.
  int('ottla.connection.in.flight.max.requests', 1000, { min: 1 }),
  // What a disk has not written yet must hold a producer up, before the log refuses it.
  long('ottla.connection.in.flight.max.bytes', 16_777_216, { min: 1 }),
  // A client that leaves more unread has nothing further handled.
  long('ottla.connection.unsent.max.bytes', 1_048_576, { min: 1 }),
  // From a request's first byte to its last; 0: no limit. Twice the longest that usual clients wait
  // for an answer (librdkafka's socket.timeout.ms).
  int('ottla.request.receive.timeout.ms', 120_000, { min: 0 }),
  // While memory is short, who holds some and does not get on for so long is closed.
  int('ottla.memory.pressure.timeout.ms', 10_000, { min: 1 }),
  // Items of all arrays of a request. Each takes some hundred bytes in memory, of as little as two
  // on the wire; no client names so many partitions at once.
  int('ottla.request.max.items', 100_000, { min: 1 }),
  // A produced batch is not decompressed further: nobody is served meanwhile. 30 times the largest
  // batch that a topic takes by default; producers split what is refused.
  long('ottla.decompressed.batch.max.bytes', 33_554_432, { min: 1 }),
  // Where metrics and health are served; nowhere where it is empty.
  text('ottla.http.address', '', { unlisted: true }),
  // Lines of the log: text, one JSON object each, or text for a terminal and JSON elsewhere.
  text('ottla.log.format', 'auto', { oneOf: ['auto', 'text', 'json'], unlisted: true }),
  // Whose names metrics have at /metrics, beside Ottla's own. Those of Burrow and Redpanda tell
  // again what the others do.
  list('ottla.metrics.families', ['jmx', 'kafka_exporter'], {
    oneOf: ['jmx', 'kafka_exporter', 'burrow', 'redpanda'],
    distinct: true,
    unlisted: true,
  }),
  // Partitions whose committed offsets and lag are served at /metrics, over all groups; 0: none.
  int('ottla.metrics.group.partitions.max', 10_000, { min: 0, unlisted: true }),
  // Whether clients are told to push their metrics (KIP-714): auto while a subscription wants some.
  text('ottla.client.telemetry', 'auto', { oneOf: ['auto', 'on', 'off'], unlisted: true }),
  // What clients push makes so many series at most. A Java producer makes some hundred.
  int('ottla.client.telemetry.series.max', 5000, { min: 0, unlisted: true }),
];
