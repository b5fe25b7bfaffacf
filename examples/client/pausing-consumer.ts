// A consumer that stops for a while when what stands behind it has enough: it pauses its
// partitions, stays a member of its group, and goes on where it was.

import { type ClientOptions, Consumer } from '@ottla/client';

export interface Downstream {
  /** False: it has taken this, and wants no more until `ready` resolves. */
  take(text: string): boolean;
  /** Rejects where it will never take any more: then reading ends with that error. */
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
  const failing = new AbortController();
  let isWaiting = false;
  const waitUntilReady = async (): Promise<void> => {
    isWaiting = true;
    await downstream.ready();
    isWaiting = false;
    consumer.resume(consumer.paused);
  };
  consumer.subscribe('readings', {
    // What the group gives this member during a pause begins paused.
    onPartitionsAssigned: (partitions) => {
      if (isWaiting) consumer.pause(partitions);
    },
  });
  const ending = AbortSignal.any([signal, failing.signal]);
  for await (const { value } of consumer.records({ signal: ending })) {
    if (downstream.take(Buffer.from(value ?? []).toString())) continue;
    // The loop goes on asking, and so the group knows that this member lives.
    consumer.pause(consumer.assignment);
    waitUntilReady().catch((error: unknown) => failing.abort(error));
  }
  if (failing.signal.aborted) throw failing.signal.reason;
}
