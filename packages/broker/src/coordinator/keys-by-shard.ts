// Which of a request's keys go to the same shard.

import type { CoordinatorDriver } from './coordinator-driver.ts';

/** In the order of each shard's first key. */
export function keysByShard(
  coordinator: Pick<CoordinatorDriver<never>, 'partitionFor'>,
  keys: Iterable<string>,
): string[][] {
  return [...Map.groupBy(keys, (key) => coordinator.partitionFor(key)).values()];
}
