// What the parts of one node share, and what becomes of the node when one of them fails.

import type { Logger } from '@ottla/base';
import type { KafkaStorageError, LogDirectory } from '@ottla/log';
import type { NodeOptions } from './node-options.ts';
import { StartError } from './node-options.ts';
import type { Operations } from './operations/operations.ts';
import type { NodeMemory } from './parts/memory.ts';
import type { NodeSockets } from './parts/sockets.ts';
import type { ReviewedConfig } from './review-config.ts';
import type { OpenDirectories } from './storage/open-directories.ts';

export interface NodeBase extends NodeOptions {
  readonly reviewed: ReviewedConfig;
  readonly memory: NodeMemory;
  readonly directories: OpenDirectories;
  readonly sockets: NodeSockets;
  readonly failure: NodeFailure;
  /** What the mark of a clean shutdown will tell; the broker fills it in. */
  readonly cleanShutdown: { brokerEpoch: number };
}

export class NodeFailure {
  /** Rejects, with a StartError, when the node fails before it has started. */
  readonly whileStarting: Promise<never>;
  readonly #logger: Logger;
  readonly #operations: Operations;
  readonly #onFatal: ((reason: string) => void) | undefined;
  readonly #refuse: (error: StartError) => void;
  #directories: OpenDirectories | undefined;
  #tellBroker: ((directory: LogDirectory) => void) | undefined;
  #hasFailed = false;
  #hasStarted = false;

  constructor({ logger, onFatal }: NodeOptions, operations: Operations) {
    this.#operations = operations;
    this.#logger = logger;
    this.#onFatal = onFatal;
    const { promise, reject } = Promise.withResolvers<never>();
    this.whileStarting = promise;
    this.#refuse = reject;
    // Nobody may be waiting when it fails.
    promise.catch(() => undefined);
  }

  watch(directories: OpenDirectories): void {
    this.#directories = directories;
  }

  /** Who passes the loss of one of several directories on. */
  tellDirectoryFailures(tell: (directory: LogDirectory) => void): void {
    this.#tellBroker = tell;
  }

  started(): void {
    this.#hasStarted = true;
  }

  /** As Kafka: without its metadata log, or without any log directory, a node ends. */
  directoryFailed(directory: LogDirectory, error: KafkaStorageError): void {
    const directories = this.#directories;
    if (directories === undefined) return;
    const areAllOffline = directories.logs.every((each) => each.isOffline);
    if (directory === directories.metadata) {
      this.fail(`the directory of the metadata log has failed: ${error.message}`);
    } else if (areAllOffline) this.fail(`all log directories have failed: ${error.message}`);
    else this.#tellBroker?.(directory);
  }

  /** The node cannot go on. */
  fail(reason: string): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#operations.failure = reason;
    this.#logger.error('the node cannot go on', { reason });
    this.#refuse(new StartError('FAILED', reason));
    if (this.#hasStarted) this.#onFatal?.(reason);
  }
}
