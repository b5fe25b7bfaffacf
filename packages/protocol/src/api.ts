// What an API is to broker and client: a key with the codecs of its request and response.

import type { MessageCodec } from './codec/message-codec.ts';

export interface Api<Request = unknown, Response = unknown> {
  readonly key: number;
  /** As in Kafka, without `Request` and `Response`, for example `Produce`. */
  readonly name: string;
  /** Its versions are the API's: Kafka's responses always have the same ones. */
  readonly request: MessageCodec<Request>;
  readonly response: MessageCodec<Response>;
  /** The listeners on which Kafka serves it. */
  readonly listeners: readonly ('broker' | 'controller')[];
  /** The highest version may still change: neither advertise nor use it unless asked to. */
  readonly latestVersionUnstable: boolean;
}
