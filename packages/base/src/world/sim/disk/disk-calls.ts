// What all calls of a simulated disk have in common: a process that makes them and dies, stalls or
// is told of a failure, as the storage's faults say.

import { DiskError } from '../../../errors.ts';
import type { DiskOperation, SimulatedStorage } from './simulated-storage.ts';

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
}
