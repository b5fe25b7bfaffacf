// Spans and metrics by OpenTelemetry's conventions for messaging, and the W3C headers by which a
// trace goes on from producer to consumer. Made only where the application has OpenTelemetry.

import type { Clock } from '@ottla/base';

import type { ConsumedRecord } from '../fetcher/fetched-batch.ts';
import {
  headerPairs,
  type ProducerRecord,
  type RecordMetadata,
} from '../producer/producer-record.ts';
import type { Attributes, OtelApi, OtelContext, OtelSpan, OtelTracer } from './otel-api.ts';

const NAME = '@ottla/client';
const VERSION = '0.1.0';
/** OpenTelemetry's numbers of span kinds and statuses. */
const KIND = { PRODUCER: 3, CONSUMER: 4, CLIENT: 2 } as const;
const STATUS_ERROR = 2;

type Metrics = ReturnType<typeof createMetrics>;

/** Records on their way: one, or those of one call. */
export interface SendSpan {
  /** With the headers that carry the trace on. */
  carry(record: ProducerRecord): ProducerRecord;
  /** Where one record came to lie. */
  placed(metadata: RecordMetadata): void;
  /** Sends them, and ends with it. */
  around<Result>(send: () => Promise<Result>): Promise<Result>;
}

/** What is looked at of a record that is sent alone. */
type KeyAndValue = readonly [key: unknown, value: unknown];

export class Instruments {
  readonly #api: OtelApi;
  readonly #clock: Clock;
  readonly #tracer: OtelTracer;
  readonly #metrics: Metrics;
  readonly #shared: Attributes;

  constructor(api: OtelApi, clock: Clock, clientId: string) {
    this.#api = api;
    this.#clock = clock;
    this.#tracer = api.trace.getTracer(NAME, VERSION);
    this.#metrics = createMetrics(api);
    this.#shared = { 'messaging.system': 'kafka', 'messaging.client.id': clientId };
  }

  /**
   * A span of kind PRODUCER, from now until the brokers have all records: so many of each topic. It
   * has the name of a topic only where all are of that one.
   */
  send(counts: ReadonlyMap<string, number>, single: KeyAndValue | undefined): SendSpan {
    const [first = ''] = counts.keys();
    const topic = counts.size === 1 ? first : undefined;
    const attributes = this.#of('send', 'send', topic);
    const more = single === undefined ? {} : messageAttributes(single);
    const span = this.#tracer.startSpan(topic === undefined ? 'send' : `send ${topic}`, {
      kind: KIND.PRODUCER,
      attributes: { ...attributes, ...more },
    });
    const carried: Record<string, string> = {};
    const context = this.#api.trace.setSpan(this.#api.context.active(), span);
    this.#api.propagation.inject(context, carried);
    const pairs = Object.entries(carried);
    const begun = new Map<string, number>();
    const startMs = this.#clock.monotonicMs();
    const end = (sent: ReadonlyMap<string, number>, error?: unknown): void => {
      const failure = error === undefined ? {} : { 'error.type': typeOf(error) };
      let total = 0;
      for (const [ofTopic, count] of sent) {
        total += count;
        this.#metrics.sent.add(count, { ...this.#of('send', 'send', ofTopic), ...failure });
      }
      if (single === undefined) span.setAttribute('messaging.batch.message_count', total);
      this.#metrics.duration.record(this.#secondsSince(startMs), { ...attributes, ...failure });
      endSpan(span, error);
    };
    return {
      carry: (record) => {
        begun.set(record.topic, (begun.get(record.topic) ?? 0) + 1);
        return withHeaders(record, pairs);
      },
      placed: ({ partition, offset }) => {
        span.setAttribute('messaging.destination.partition.id', String(partition));
        if (offset >= 0) span.setAttribute('messaging.kafka.offset', offset);
      },
      around: async (send) => {
        try {
          const result = await send();
          end(counts);
          return result;
        } catch (error) {
          // Those that it came to, the one that failed included.
          end(begun.size > 0 ? begun : new Map([[first, 1]]), error);
          throw error;
        }
      },
    };
  }

  /** Records were handed to the application. */
  received(topic: string, groupId: string, count: number): void {
    const attributes = this.#of('poll', 'receive', topic);
    const group = { 'messaging.consumer.group.name': groupId };
    this.#metrics.consumed.add(count, { ...attributes, ...group });
  }

  /** Runs the handler of a record in a span of kind CONSUMER, which goes on the record's trace. */
  async process<Key, Value>(
    record: ConsumedRecord<Key, Value>,
    groupId: string,
    handler: () => unknown,
  ): Promise<void> {
    const { topic, partition, offset } = record;
    const attributes = {
      ...this.#of('process', 'process', topic),
      'messaging.consumer.group.name': groupId,
    };
    const { context: contexts, trace } = this.#api;
    const parent = this.#contextOf(record);
    const span = this.#tracer.startSpan(
      `process ${topic}`,
      {
        kind: KIND.CONSUMER,
        attributes: {
          ...attributes,
          'messaging.destination.partition.id': String(partition),
          'messaging.kafka.offset': offset,
          ...(record.valueBytes === null ? { 'messaging.kafka.message.tombstone': true } : {}),
        },
      },
      parent,
    );
    const startMs = this.#clock.monotonicMs();
    let error: unknown;
    try {
      await contexts.with(trace.setSpan(parent, span), handler);
    } catch (thrown) {
      error = thrown ?? new Error('the handler threw nothing');
      throw thrown;
    } finally {
      const failure = error === undefined ? {} : { 'error.type': typeOf(error) };
      this.#metrics.processed.record(this.#secondsSince(startMs), { ...attributes, ...failure });
      endSpan(span, error);
    }
  }

  /** A commit, in a span of kind CLIENT. */
  async commit(groupId: string, commit: () => Promise<void>): Promise<void> {
    const attributes = {
      ...this.#shared,
      'messaging.operation.name': 'commit',
      'messaging.operation.type': 'settle',
      'messaging.consumer.group.name': groupId,
    };
    const span = this.#tracer.startSpan('commit', { kind: KIND.CLIENT, attributes });
    const startMs = this.#clock.monotonicMs();
    let error: unknown;
    try {
      await commit();
    } catch (thrown) {
      error = thrown;
      throw thrown;
    } finally {
      const failure = error === undefined ? {} : { 'error.type': typeOf(error) };
      this.#metrics.duration.record(this.#secondsSince(startMs), { ...attributes, ...failure });
      endSpan(span, error);
    }
  }

  #secondsSince(startMs: number): number {
    return (this.#clock.monotonicMs() - startMs) / 1_000;
  }

  /** Without a topic where there are several. */
  #of(name: string, type: string, topic: string | undefined): Attributes {
    return {
      ...this.#shared,
      'messaging.operation.name': name,
      'messaging.operation.type': type,
      ...(topic === undefined ? {} : { 'messaging.destination.name': topic }),
    };
  }

  #contextOf<Key, Value>(record: ConsumedRecord<Key, Value>): OtelContext {
    const active = this.#api.context.active();
    if (record.headerCount === 0) return active;
    const texts = new Map(
      record.headers.map(({ key, value }) => [key, Buffer.from(value ?? []).toString()]),
    );
    return this.#api.propagation.extract(active, texts, {
      get: (carrier, key) => carrier.get(key),
      keys: (carrier) => [...carrier.keys()],
    });
  }
}

function createMetrics(api: OtelApi) {
  const meter = api.metrics.getMeter(NAME, VERSION);
  return {
    sent: meter.createCounter('messaging.client.sent.messages', {
      description: 'Records that were sent, or could not be',
      unit: '{message}',
    }),
    consumed: meter.createCounter('messaging.client.consumed.messages', {
      description: 'Records that were handed to the application',
      unit: '{message}',
    }),
    duration: meter.createHistogram('messaging.client.operation.duration', {
      description: 'How long sending and committing took',
      unit: 's',
    }),
    processed: meter.createHistogram('messaging.process.duration', {
      description: 'How long the handling of a record took',
      unit: 's',
    }),
  };
}

function messageAttributes([key, value]: KeyAndValue): Attributes {
  return {
    ...(typeof key === 'string' ? { 'messaging.kafka.message.key': key } : {}),
    ...(value === null || value === undefined ? { 'messaging.kafka.message.tombstone': true } : {}),
  };
}

function withHeaders(
  record: ProducerRecord,
  added: readonly (readonly [string, string])[],
): ProducerRecord {
  if (added.length === 0) return record;
  return { ...record, headers: [...headerPairs(record.headers ?? []), ...added] };
}

function endSpan(span: OtelSpan, error: unknown): void {
  if (error !== undefined) {
    const failure = error instanceof Error ? error : new Error(String(error));
    span.recordException(failure);
    span.setStatus({ code: STATUS_ERROR, message: failure.message });
    span.setAttribute('error.type', typeOf(error));
  }
  span.end();
}

function typeOf(error: unknown): string {
  return error instanceof Error ? error.name : '_OTHER';
}
