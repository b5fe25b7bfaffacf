// What the package shows of the admin client.

export { Admin, type AdminClientOptions } from './admin.ts';
export type { AclOperation } from './driver/acl-operations.ts';
export { outcomesOf, valuesOf } from './driver/call-outcomes.ts';
export type { AdminOptions } from './driver/operation.ts';
export { valueOf, type Outcome } from './driver/outcome.ts';
export type { PartitionItem } from './driver/partition-items.ts';
export type * from './cluster/index.ts';
export { configKey } from './configs/config-resource.ts';
export type * from './configs/index.ts';
export type * from './groups/index.ts';
export type * from './log-dirs/index.ts';
export type * from './partitions/index.ts';
export type * from './security/index.ts';
export type * from './share-groups/index.ts';
export type * from './streams-groups/index.ts';
export type * from './topics/index.ts';
export type * from './transactions/index.ts';
