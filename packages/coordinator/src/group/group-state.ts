// What the shard of groups is made of, as its commands, queries and timers see it.

import type { ShardServices } from '../runtime/shard.ts';
import type { GroupConfig } from './group-config.ts';
import type { GroupRegistry } from './group-registry.ts';
import type { GroupTimers } from './group-timers.ts';
import type { CommittedOffsets } from './offsets/committed-offsets.ts';

export interface GroupState {
  readonly config: GroupConfig;
  readonly services: ShardServices;
  readonly groups: GroupRegistry;
  readonly offsets: CommittedOffsets;
  readonly timers: GroupTimers;
}
