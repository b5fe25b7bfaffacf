// What clients tell to whoever listens in this process, by Node's diagnostics channels: nothing is
// made where nobody does. The messages are plain objects, which must not be changed.

import { channel } from 'node:diagnostics_channel';

import type { TopicPartition } from '../fetcher/topic-partition.ts';

/** `ottla.client.connection`: a connection became ready, or ended. */
export interface ConnectionEvent {
  readonly clientId: string;
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly state: 'ready' | 'closed';
  /** Why it ended, where nobody here closed it. */
  readonly error: Error | undefined;
}

/** `ottla.client.request`: a request was answered, or will not be. */
export interface RequestEvent {
  readonly clientId: string;
  readonly nodeId: number;
  /** Its name in Kafka's protocol. */
  readonly api: string;
  readonly version: number;
  readonly latencyMs: number;
  /** Size of the answer; 0 where none came. */
  readonly bytes: number;
  readonly error: Error | undefined;
}

/** `ottla.producer.batch`: a batch was delivered, or was given up. */
export interface BatchEvent extends TopicPartition {
  readonly clientId: string;
  readonly recordCount: number;
  /** How often it was sent. */
  readonly attempts: number;
  /** -1 where the broker did not tell. */
  readonly baseOffset: number;
  readonly error: Error | undefined;
}

/** `ottla.consumer.partitions`: they came or went. */
export interface PartitionsEvent {
  readonly clientId: string;
  readonly groupId: string;
  readonly kind: 'assigned' | 'revoked' | 'lost';
  readonly partitions: readonly TopicPartition[];
}

/** `ottla.consumer.commit`: offsets were stored, or not. */
export interface CommitEvent {
  readonly clientId: string;
  readonly groupId: string;
  readonly offsets: readonly (TopicPartition & { readonly offset: number })[];
  readonly tookMs: number;
  readonly error: Error | undefined;
}

interface Events {
  'ottla.client.connection': ConnectionEvent;
  'ottla.client.request': RequestEvent;
  'ottla.producer.batch': BatchEvent;
  'ottla.consumer.partitions': PartitionsEvent;
  'ottla.consumer.commit': CommitEvent;
}

/** Makes and publishes the message where somebody listens. */
export function publish<Name extends keyof Events>(name: Name, make: () => Events[Name]): void {
  const found = channel(name);
  if (found.hasSubscribers) found.publish(make());
}
