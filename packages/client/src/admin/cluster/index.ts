export * from './describe-api-versions.ts';
export * from './describe-cluster.ts';
export * from './describe-features.ts';
export * from './describe-metadata-quorum.ts';
export * from './raft-voters.ts';
export * from './unregister-broker.ts';
export * from './update-features.ts';
