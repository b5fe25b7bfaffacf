export * from './alter-partition-reassignments.ts';
export * from './delete-records.ts';
export * from './describe-producers.ts';
export * from './elect-leaders.ts';
export * from './list-offsets.ts';
export * from './list-partition-reassignments.ts';
