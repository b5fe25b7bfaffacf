// Whether a log directory is online. The first call to its disk that fails takes it offline, for
// good: what lies in it is not to be trusted until somebody has looked.

import { DiskError } from '@ottla/base';

import { KafkaStorageError } from '../storage-errors.ts';

export class DirectoryHealth {
  readonly #path: string;
  readonly #onFailed: (error: KafkaStorageError) => void;
  #failure: KafkaStorageError | undefined;

  /** `onFailed` is told once, of the first failure. */
  constructor(path: string, onFailed: (error: KafkaStorageError) => void) {
    this.#path = path;
    this.#onFailed = onFailed;
  }

  get failure(): KafkaStorageError | undefined {
    return this.#failure;
  }

  /** Offline from the beginning: nobody is told. */
  neverWas(error: KafkaStorageError): void {
    this.#failure = error;
  }

  fail(error: KafkaStorageError): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#onFailed(error);
  }

  /** Throws KafkaStorageError where the disk fails, or has failed before. */
  guard<Result>(doing: string, operation: () => Result): Result {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      return operation();
    } catch (cause) {
      throw this.#failed(doing, cause);
    }
  }

  /** As `guard`, for what is done on the thread pool. */
  async guardSoon<Result>(doing: string, operation: () => Promise<Result>): Promise<Result> {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      return await operation();
    } catch (cause) {
      throw this.failure ?? this.#failed(doing, cause);
    }
  }

  /** What to throw. */
  #failed(doing: string, cause: unknown): unknown {
    if (!(cause instanceof DiskError)) return cause;
    const message = `${doing} ${this.#path}: ${cause.message}`;
    const error = new KafkaStorageError(message, { cause });
    this.fail(error);
    return error;
  }
}
