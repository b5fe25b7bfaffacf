export type { ArrivedRequest, RequestInterceptor } from '@ottla/broker';
export type { Node, NodeListener, NodeOptions } from './node-options.ts';
export { StartError } from './node-options.ts';
export type {
  HttpAnswer,
  HttpListener,
  OperationsFacility,
} from './operations/operations-facility.ts';
export { boundGarbage } from './process/bounded-garbage.ts';
export { processOperations } from './process/process-operations.ts';
export type { ProcessLogger, ProcessLoggerOptions } from './process/process-logger.ts';
export { createProcessLogger } from './process/process-logger.ts';
export { startNode } from './start-node.ts';
export type { DirectoryState, InspectedDirectory } from './storage/inspect-directories.ts';
export { inspectDirectory } from './storage/inspect-directories.ts';
export { performFormat } from './storage/perform-format.ts';
export { standaloneQuorum } from './storage/format-if-empty.ts';
