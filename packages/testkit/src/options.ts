// What a test asks for when it starts a Kafka.

import type { Logger, World } from '@ottla/base';

import type { Content, HeaderContents } from './records/content.ts';

export interface KafkaOptions {
  /** Topics that are there from the start, by name or with what is in them. */
  readonly topics?: readonly (string | TopicSetup)[] | undefined;
  /** Settings of `server.properties`, by Kafka's names. */
  readonly configs?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Default `real`. */
  readonly clock?: 'real' | 'virtual' | undefined;
  /** Where a virtual clock begins; the machine's time where it is left out. */
  readonly now?: Date | number | undefined;
  /** The port on 127.0.0.1; a free one where it is left out. */
  readonly port?: number | undefined;
  /** Hears what the broker logs; nobody does where it is left out. */
  readonly logger?: Logger | undefined;
}

export interface TopicSetup {
  readonly name: string;
  /** Default 1. */
  readonly partitions?: number | undefined;
  /** Configs of the topic, by Kafka's names. */
  readonly configs?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Produced in this order. */
  readonly records?: readonly RecordToSend[] | undefined;
}

export interface RecordToSend {
  readonly key?: Content | undefined;
  readonly value?: Content | undefined;
  readonly headers?: HeaderContents | undefined;
  /** Now, by the broker's clock, where it is left out. */
  readonly timestamp?: Date | number | undefined;
  /** Chosen as producers do where it is left out. */
  readonly partition?: number | undefined;
}

/** What all parts of one Kafka stand on. */
export interface KitClient {
  /** With a real clock, whatever the broker's is. */
  readonly world: World;
  readonly bootstrapServers: string;
  readonly clientId: string;
  /** The broker is in this process: it is asked again soon. */
  readonly retryBackoffMs: number;
  readonly retryBackoffMaxMs: number;
}

/** By it the kit's own requests are told from those of the test: no fault meets them. */
export const KIT_CLIENT_ID = 'ottla-testkit';
