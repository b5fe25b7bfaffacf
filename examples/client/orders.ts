// Orders, typed from end to end: a shop sends them, keyed by customer, and a till adds them up.
// Orders of one customer stay in order; what cannot be read is told with its place, and passed.

import {
  type ClientOptions,
  Consumer,
  DeserializationError,
  Producer,
  serdes,
} from '@ottla/client';

export interface Order {
  readonly id: number;
  readonly cents: number;
}

export const TOPIC = 'orders';

/** Resolves when the broker has them all. */
export async function sendOrders(
  options: ClientOptions,
  orders: readonly (readonly [customer: string, order: Order])[],
): Promise<void> {
  await using producer = new Producer({
    ...options,
    keySerializer: serdes.string,
    valueSerializer: serdes.json<Order>(),
  });
  // All at once: they go in batches, and each partition keeps its order.
  await Promise.all(orders.map(([key, value]) => producer.send({ topic: TOPIC, key, value })));
}

export interface Till {
  readonly centsOf: ReadonlyMap<string, number>;
  /** Places of what could not be read. */
  readonly unreadable: readonly string[];
}

/** Adds up until the signal. */
export async function runTill(options: ClientOptions, signal: AbortSignal): Promise<Till> {
  const centsOf = new Map<string, number>();
  const unreadable: string[] = [];
  await using consumer = new Consumer({
    ...options,
    groupId: 'till',
    autoOffsetReset: 'earliest',
    keyDeserializer: serdes.string,
    valueDeserializer: serdes.json<Order>(),
  });
  consumer.subscribe(TOPIC);
  for await (const record of consumer.records({ signal })) {
    try {
      const { key, value } = record;
      if (key === null || value === null) continue;
      centsOf.set(key, (centsOf.get(key) ?? 0) + value.cents);
    } catch (error) {
      if (!(error instanceof DeserializationError)) throw error;
      unreadable.push(`${error.topic}-${error.partition}@${error.offset}`);
    }
  }
  return { centsOf, unreadable };
}
