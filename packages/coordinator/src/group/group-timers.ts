// The timers of groups: what each name that the runtime knows stands for. Soft state.

import type { ShardTimers } from '../runtime/shard.ts';

export type GroupTimer =
  /** A member was not heard of for its session timeout. */
  | { readonly kind: 'session'; readonly groupId: string; readonly memberId: string }
  /** The join phase of a rebalance has lasted long enough. */
  | { readonly kind: 'join'; readonly groupId: string }
  /** Members that have joined should have asked for their assignment by now. */
  | { readonly kind: 'sync'; readonly groupId: string }
  /** Offsets and groups that nobody needs any more are looked for. */
  | { readonly kind: 'expire-offsets' };

function nameOf(timer: GroupTimer): string {
  switch (timer.kind) {
    case 'session':
      return JSON.stringify([timer.kind, timer.groupId, timer.memberId]);
    case 'join':
    case 'sync':
      return JSON.stringify([timer.kind, timer.groupId]);
    case 'expire-offsets':
      return timer.kind;
  }
}

export class GroupTimers {
  readonly #timers: ShardTimers;
  readonly #pending = new Map<string, GroupTimer>();

  constructor(timers: ShardTimers) {
    this.#timers = timers;
  }

  /** Setting a timer again moves it. */
  set(timer: GroupTimer, delayMs: number): void {
    const name = nameOf(timer);
    this.#pending.set(name, timer);
    this.#timers.set(name, delayMs);
  }

  cancel(timer: GroupTimer): void {
    const name = nameOf(timer);
    if (this.#pending.delete(name)) this.#timers.cancel(name);
  }

  /** What the timer of that name stood for; undefined where it was cancelled meanwhile. */
  take(name: string): GroupTimer | undefined {
    const timer = this.#pending.get(name);
    this.#pending.delete(name);
    return timer;
  }

  cancelAll(): void {
    for (const name of this.#pending.keys()) this.#timers.cancel(name);
    this.#pending.clear();
  }
}
