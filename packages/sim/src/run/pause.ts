// Waiting on a World's clock. Where the process dies meanwhile, it never ends.

import type { World } from '@ottla/base';

export function pause(world: World, durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    world.timers.after(durationMs, resolve);
  });
}
