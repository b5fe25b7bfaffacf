export * from './delete-records.ts';
export * from './list-offsets.ts';
export * from './list-partition-reassignments.ts';
