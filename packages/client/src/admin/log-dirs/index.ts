export * from './alter-replica-log-dirs.ts';
export * from './describe-log-dirs.ts';
export * from './describe-replica-log-dirs.ts';
