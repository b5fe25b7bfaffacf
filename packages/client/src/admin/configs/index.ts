export * from './alter-configs.ts';
export * from './config-entry.ts';
export * from './config-resource.ts';
export * from './describe-configs.ts';
export * from './incremental-alter-configs.ts';
export * from './list-config-resources.ts';
