export * from './create-partitions.ts';
export * from './create-topics.ts';
export * from './delete-topics.ts';
export * from './describe-topics.ts';
export * from './list-topics.ts';
export type * from './topic-description.ts';
