// One request to a coordinator, repeated until its answer decides: with backoff, at whatever broker
// coordinates now. An error that decides is told to the machine, then thrown. There is no deadline:
// whoever waits has one, and a producer that is closed stops.

import type { ClientCore } from '../../core/client-core.ts';
import { sleep } from '../../core/wait.ts';
import { ClientError, ClosedError } from '../../errors.ts';
import { backoffMs } from '../../retry/backoff.ts';
import { isRetriable } from '../../retry/retry-loop.ts';
import { LookupError, type CoordinatorLookup } from './coordinator-lookup.ts';
import type { TransactionMachine } from './transaction-machine.ts';
import { judgeLookup, type TransactionVerdict } from './transaction-verdict.ts';

/** What each attempt's call is given. */
export interface AttemptOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface TransactionStep {
  /** For messages, for example `add partitions to the transaction`. */
  readonly doing: string;
  readonly at: CoordinatorLookup;
  /** Sends the request once; what its answer means. */
  readonly ask: (call: AttemptOptions) => Promise<TransactionVerdict>;
  /**
   * Whether it still has a purpose. Where an answer got lost it goes on all the same, until it is
   * known what the coordinator has done.
   */
  readonly isWanted?: (() => boolean) | undefined;
  /** The pause while the transaction before is still being ended. Default `retryBackoffMs`. */
  readonly concurrentPauseMs?: number | undefined;
}

export interface TransactionStepsParts {
  readonly core: ClientCore;
  readonly machine: TransactionMachine;
  readonly wake: () => void;
  /** Aborted when the producer is closed. */
  readonly signal: AbortSignal;
}

type Attempt = TransactionVerdict | { readonly kind: 'lost' };

export class TransactionSteps {
  readonly #parts: TransactionStepsParts;

  constructor(parts: TransactionStepsParts) {
    this.#parts = parts;
  }

  wake(): void {
    this.#parts.wake();
  }

  /** Resolves when it is done; rejects with the error that decided, or when it has no purpose. */
  async until(step: TransactionStep): Promise<void> {
    const { core, machine, signal } = this.#parts;
    const { world, retryBackoff } = core.config;
    let isUnknown = false;
    for (let failures = 0; ; failures++) {
      signal.throwIfAborted();
      if (!isUnknown && step.isWanted?.() === false) throw machine.closedError();
      const attempt = await this.#attempt(step);
      let pauseMs = backoffMs(retryBackoff, failures, world.random);
      switch (attempt.kind) {
        case 'done':
          return;
        case 'lost':
          isUnknown = true;
          break;
        case 'moved':
          step.at.forget(`it does not coordinate ${step.at.name} any more`);
          break;
        case 'concurrent':
          pauseMs = step.concurrentPauseMs ?? retryBackoff.initialMs;
          break;
        case 'retry':
          break;
        case 'refused':
        case 'abortable':
        case 'fatal':
          this.#tell(attempt);
          throw attempt.error;
      }
      await sleep(world, pauseMs, signal);
    }
  }

  async #attempt(step: TransactionStep): Promise<Attempt> {
    const { core, signal } = this.#parts;
    const { requestTimeoutMs: timeoutMs, logger } = core.config;
    try {
      return await step.ask({ timeoutMs, signal });
    } catch (error) {
      if (signal.aborted || error instanceof ClosedError) throw error;
      if (error instanceof LookupError) {
        const doing = `find the coordinator of ${step.at.name}`;
        return judgeLookup(step.at.kind, error.code, doing);
      }
      if (isRetriable(error)) {
        logger.debug('a transactional request got no answer', {
          doing: step.doing,
          error: String(error),
        });
        return { kind: 'lost' };
      }
      const failure = error instanceof Error ? error : new ClientError(String(error));
      return { kind: 'fatal', error: failure };
    }
  }

  #tell(verdict: Extract<TransactionVerdict, { kind: 'refused' | 'abortable' | 'fatal' }>): void {
    const { machine, wake } = this.#parts;
    switch (verdict.kind) {
      case 'refused':
        machine.refused();
        break;
      case 'abortable':
        machine.abortable(verdict.error, verdict);
        break;
      case 'fatal':
        machine.fail(verdict.error);
        break;
    }
    wake();
  }
}
