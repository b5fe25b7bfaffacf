// What a real process lends a node so that others can look at it: HTTP and samples of the process.
// A node on a simulated World has none. Node's own HTTP server stands behind it (process/).

import type { Address } from '@ottla/base';
import type { ProcessSample } from '@ottla/broker';

export interface HttpAnswer {
  readonly status: number;
  readonly type: string;
  /** Text, or bytes in pieces. */
  readonly body: string | readonly Uint8Array[];
}

export interface HttpListener {
  readonly address: Address;
  close(): Promise<void>;
}

export type AnswerPath = (path: string) => Promise<HttpAnswer>;

export interface OperationsFacility {
  /**
   * Answers GET and HEAD of a path, without its query; 500 where the answer fails. Rejects where
   * the address is taken.
   */
  listen(address: Address, answer: AnswerPath): Promise<HttpListener>;
  sampleProcess(): ProcessSample;
}
