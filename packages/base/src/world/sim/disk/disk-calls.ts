// What all calls of a simulated disk have in common: a process that makes them and dies, stalls or
// is told of a failure, as the storage's faults say.

import { DiskError } from '../../../errors.ts';
import type { DiskOperation, SimulatedStorage } from './simulated-storage.ts';

/** What an asynchronous call takes at least and at most, on top of the faults' delay. */
const threadPoolMsMin = 0.02;
const threadPoolMsMax = 0.5;

/** What a disk needs of the process whose disk it is. */
export interface DiskUser {
  wallMs(): number;
  /** Throws where the process is dead. */
  assertAlive(): void;
  stall(durationMs: number): void;
  /** Runs a task later; never where the process died meanwhile. */
  later(delayMs: number, task: () => void): void;
  /** Tells the trace what was done. */
  note(text: string, content?: Uint8Array): void;
}

export class DiskCalls {
  readonly storage: SimulatedStorage;
  readonly user: DiskUser;
  /** Files that the process has open. */
  openFiles = 0;

  constructor(storage: SimulatedStorage, user: DiskUser) {
    this.storage = storage;
    this.user = user;
  }

  /** What every synchronous call begins with: it may stall, or fail with a DiskError. */
  begin(operation: DiskOperation, path: string): void {
    this.user.assertAlive();
    const { faults } = this.storage;
    const delayMs = faults.delayMs(operation, path);
    if (delayMs > 0) this.user.stall(delayMs);
    const code = faults.failure(operation, path);
    this.user.note(`${operation} ${path}${code === undefined ? '' : ` ${code}`}`);
    if (code !== undefined) throw new DiskError(code, path, operation);
  }

  /**
   * On the thread pool: the effect comes at some moment between the call and the promise's
   * settling, in no order among calls that run at once, and not at all where the process dies
   * before. Where the call fails, `spoil` leaves what a failed one leaves.
   */
  later<Result>(
    operation: DiskOperation,
    path: string,
    effect: () => Result,
    spoil: () => void = () => {},
  ): Promise<Result> {
    const { storage, user } = this;
    user.assertAlive();
    const takesMs =
      storage.faults.delayMs(operation, path) +
      storage.prng.between(threadPoolMsMin, threadPoolMsMax);
    const effectMs = storage.prng.between(0, takesMs);
    return new Promise((resolve, reject) => {
      user.later(effectMs, () => {
        const settle = () => {
          try {
            const code = storage.faults.failure(operation, path);
            user.note(`async ${operation} ${path}${code === undefined ? '' : ` ${code}`}`);
            if (code === undefined) {
              const result = effect();
              return () => resolve(result);
            }
            spoil();
            throw new DiskError(code, path, operation);
          } catch (error) {
            return () => reject(error);
          }
        };
        user.later(takesMs - effectMs, settle());
      });
    });
  }
}
