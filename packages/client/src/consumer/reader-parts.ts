// What those who read or process for the application stand on.

import type { World } from '@ottla/base';

import type { Fetcher } from '../fetcher/fetcher.ts';
import type { PartitionSet } from '../fetcher/partition-set.ts';
import type { Instruments } from '../observe/instruments.ts';
import type { ClassicMember } from './membership/classic/classic-member.ts';

export interface ReaderParts {
  readonly world: World;
  readonly groupId: string;
  readonly instruments: Instruments | undefined;
  readonly fetcher: Fetcher;
  readonly partitions: PartitionSet;
  readonly member: () => ClassicMember | undefined;
  readonly isClosed: () => boolean;
  /** Throws where there is nothing to read for good. */
  readonly check: () => void;
  /** The application was told of a failure; what had failed may be tried again. */
  readonly failureTold: () => void;
}
