export * from './alter-share-group-offsets.ts';
export * from './delete-share-group-offsets.ts';
export * from './describe-share-groups.ts';
export * from './list-share-group-offsets.ts';
