export type { EpochStart } from './epoch-history.ts';
export { EpochHistory } from './epoch-history.ts';
export type { OffsetAndEpoch } from './offset-and-epoch.ts';
export { compareLogEnds } from './offset-and-epoch.ts';
export type { ReplicatedLog } from './replicated-log.ts';
