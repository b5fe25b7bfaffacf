// What the composition root of a node is given, and what it gives back.

import type { Address, Logger, LoggerLevels, World } from '@ottla/base';
import type { RequestInterceptor } from '@ottla/broker';
import type { NodeConfig } from '@ottla/metadata';
import type { OperationsFacility } from './operations/operations-facility.ts';

export interface NodeOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly config: NodeConfig;
  /** What an advertised listener without a host stands for: this host, as others reach it. */
  readonly hostName: string;
  /**
   * Cluster id for directories that are empty and therefore formatted; a new one where left out.
   */
  readonly clusterId?: string;
  /** False leaves the controller's port closed: a single node needs none. */
  readonly opensControllerListeners?: boolean;
  /** Where a relative path of log.dirs leads, for those who ask; the path itself where left out. */
  readonly absolutePath?: (path: string) => string;
  /** Levels of the node's loggers, which requests may show and change. */
  readonly loggerLevels?: LoggerLevels;
  /** Serves ottla.http.address; without it that setting has no effect. */
  readonly operations?: OperationsFacility;
  /** Sees each request of clients in place of its handler: for tests. */
  readonly interceptor?: RequestInterceptor;
  /** The node cannot go on and has stopped by itself. */
  readonly onFatal?: (reason: string) => void;
}

export interface NodeListener {
  /** As configured, for example PLAINTEXT. */
  readonly name: string;
  /** Where it listens; one for each address family of `localhost`. */
  readonly bound: readonly Address[];
  /** As clients are told; the same as bound where nothing is advertised. */
  readonly advertised: Address;
  readonly isController: boolean;
}

export interface Node {
  readonly nodeId: number;
  readonly clusterId: string;
  readonly listeners: readonly NodeListener[];
  /** Directories that were empty and have been formatted by this start. */
  readonly formatted: readonly string[];
  /** Moves leadership away, answers what is under way, closes all logs. Once is enough. */
  stop(): Promise<void>;
}

/** A node cannot start: what is wrong, and what to do, in one line. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code: string;
  readonly retriable = false;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
