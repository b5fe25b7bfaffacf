// The lines that `verifiable-consumer` prints, field by field as Java's tool orders them. Pure.

import type { TopicPartition } from '@ottla/client';

export interface RecordSetSummary extends TopicPartition {
  readonly count: number;
  readonly minOffset: number;
  readonly maxOffset: number;
}

export interface ShownRecord extends TopicPartition {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly offset: number;
}

export type ConsumerEvent =
  | { readonly name: 'startup_complete' | 'shutdown_requested' | 'shutdown_complete' }
  | {
      readonly name: 'partitions_assigned' | 'partitions_revoked';
      readonly partitions: readonly TopicPartition[];
    }
  | { readonly name: 'record_data'; readonly record: ShownRecord }
  | {
      readonly name: 'records_consumed';
      readonly count: number;
      readonly partitions: readonly RecordSetSummary[];
    }
  | {
      readonly name: 'offsets_committed';
      readonly offsets: readonly (TopicPartition & { readonly offset: number })[];
      /** Undefined where it went well. */
      readonly error: string | undefined;
    };

export function eventLine(event: ConsumerEvent, timestamp: number): string {
  return `${JSON.stringify({ timestamp, name: event.name, ...fieldsOf(event) })}\n`;
}

function fieldsOf(event: ConsumerEvent): object {
  switch (event.name) {
    case 'partitions_assigned':
    case 'partitions_revoked':
      return {
        partitions: event.partitions.map(({ topic, partition }) => ({ topic, partition })),
      };
    case 'record_data': {
      const { key, value, topic, partition, offset } = event.record;
      return { key: textOf(key), value: textOf(value), topic, partition, offset };
    }
    case 'records_consumed':
      return { count: event.count, partitions: event.partitions };
    case 'offsets_committed': {
      const { offsets, error } = event;
      return error === undefined
        ? { offsets, success: true }
        : { offsets, error, success: false };
    }
    default:
      return {};
  }
}

function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString();
}
