// One deadline for a call that is made of several operations.

import type { ClientCore } from '../../core/client-core.ts';
import type { AdminOptions } from './operation.ts';

/** Gives, each time, the options of the next operation, with the time that is left for it. */
export function deadlineOf(core: ClientCore, options: AdminOptions): () => AdminOptions {
  const { timeoutMs = core.config.apiTimeoutMs, signal } = options;
  const { clock } = core.config.world;
  const startMs = clock.monotonicMs();
  return () => ({ timeoutMs: Math.max(1, timeoutMs - (clock.monotonicMs() - startMs)), signal });
}
