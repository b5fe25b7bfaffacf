// A consumer that stops for a while when what stands behind it has enough: it pauses its
// partitions, stays a member of its group, and goes on where it was.

import { type ClientOptions, Consumer } from '@ottla/client';

export interface Downstream {
  /** False: it has taken this, and wants no more until `ready` resolves. */
  take(text: string): boolean;
  ready(): Promise<void>;
}

export async function runPausingConsumer(
  options: ClientOptions,
  downstream: Downstream,
  signal: AbortSignal,
): Promise<void> {
  await using consumer = new Consumer({
    ...options,
    groupId: 'pausing',
    autoOffsetReset: 'earliest',
  });
  consumer.subscribe('readings');
  for await (const { value } of consumer.records({ signal })) {
    if (downstream.take(Buffer.from(value ?? []).toString())) continue;
    // The loop goes on asking, and so the group knows that this member lives.
    consumer.pause(consumer.assignment);
    void downstream.ready().then(() => consumer.resume(consumer.paused));
  }
}
