// Where `console-consumer` gets its records from: one partition by name, or a member of a group.

import {
  Consumer,
  PartitionConsumer,
  type ConsumerOptions,
  type FetchedBatch,
  type GroupConsumerOptions,
  type ReadOptions,
} from '@ottla/client';

import type { CommandIo } from '../../cli/command.ts';
import { clientSettings } from '../java-manner/client-settings.ts';
import type { ConsoleConsumerPlan } from './options.ts';

export interface RecordSource {
  next(options: ReadOptions & { readonly timeoutMs?: number }): Promise<FetchedBatch>;
  /**
   * Nothing more will be asked for: of this batch, what lies before `nextOffset` was used. A group
   * goes on there.
   */
  stopAt(batch: FetchedBatch, nextOffset: number): void;
  close(): Promise<void>;
}

/** Throws a ConfigError for settings that cannot be used. */
export function openSource(io: CommandIo, plan: ConsoleConsumerPlan): RecordSource {
  const { topic, partition } = plan;
  if (topic !== undefined && partition !== undefined) {
    return partitionSource(io, plan, { topic, partition });
  }
  const settings = clientSettings<GroupConsumerOptions>(io, 'consumer', plan.consumer);
  const consumer = new Consumer(settings);
  consumer.subscribe(topic ?? wholeName(plan.include ?? ''));
  return {
    next: (options) => consumer.next(options),
    stopAt: ({ topic: of, partition: number }, nextOffset) => {
      const where = { topic: of, partition: number };
      const isMine = consumer.assignment.some(
        (each) => each.topic === where.topic && each.partition === where.partition,
      );
      if (isMine) consumer.seek(where, { offset: nextOffset });
    },
    close: () => consumer.close(),
  };
}

function partitionSource(
  io: CommandIo,
  plan: ConsoleConsumerPlan,
  where: { readonly topic: string; readonly partition: number },
): RecordSource {
  const consumer = new PartitionConsumer(
    clientSettings<ConsumerOptions>(io, 'consumer', plan.consumer),
  );
  consumer.assign([{ ...where, from: plan.from }]);
  return {
    next: async (options) => consumer.poll() ?? (await consumer.next(options)),
    stopAt: () => undefined,
    close: () => consumer.close(),
  };
}

/** As Java's `matches()`: the whole name, not a part of it. */
function wholeName(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}
