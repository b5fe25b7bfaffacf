// Opens the log directories of a node: locks them, and checks that they belong together, to this
// node and to one cluster, before anything in them is read.

import { DiskError, type Logger } from '@ottla/base';
import { KafkaStorageError, LogDirectory, LogDirectoryError, type LogServices } from '@ottla/log';
import { allDirectories, metadataLogDirectory, type NodeConfig } from '@ottla/metadata';
import { uuidFromBytes } from '@ottla/protocol';
import { StartError } from '../node-options.ts';

export interface OpenDirectories {
  /** Those that hold partitions: log.dirs, without a metadata.log.dir of its own. */
  readonly logs: readonly LogDirectory[];
  /** The one that holds the metadata log; mostly one of `logs`. */
  readonly metadata: LogDirectory;
  /** All, each once. */
  readonly all: readonly LogDirectory[];
  readonly clusterId: string;
}

export interface OpenDirectoriesOptions {
  readonly config: NodeConfig;
  readonly logger: Logger;
  readonly services: LogServices;
  readonly logDirectories: readonly string[];
  /** A directory has failed while the node runs. */
  readonly onOffline: (directory: LogDirectory, error: KafkaStorageError) => void;
}

/** Throws StartError; what was opened by then is closed again. */
export async function openDirectories(options: OpenDirectoriesOptions): Promise<OpenDirectories> {
  const opened: LogDirectory[] = [];
  try {
    for (const path of allDirectories(options.config)) opened.push(open(options, path));
    return identified(options, opened);
  } catch (error) {
    for (const directory of opened) await directory.close({ brokerEpoch: -1 });
    throw plainError(error);
  }
}

function open(options: OpenDirectoriesOptions, path: string): LogDirectory {
  const { services } = options;
  const onOffline = (error: KafkaStorageError): void => options.onOffline(directory, error);
  const opening = { services, path, onOffline };
  const directory: LogDirectory = openOrOffline(options, opening);
  return directory;
}

/**
 * What cannot be read is offline from the beginning, as in Kafka, and the node starts without it;
 * but not without the metadata log.
 */
function openOrOffline(
  { config, logger }: OpenDirectoriesOptions,
  opening: Parameters<typeof LogDirectory.open>[0],
): LogDirectory {
  try {
    return LogDirectory.open(opening);
  } catch (error) {
    const { path } = opening;
    if (path === metadataLogDirectory(config) || !isUnreadable(error)) throw error;
    logger.error('a log directory is offline', { path, reason: error.message });
    return LogDirectory.offline(opening, error);
  }
}

function isUnreadable(error: unknown): error is Error {
  const isMalformed =
    error instanceof LogDirectoryError && error.code === 'MALFORMED_META_PROPERTIES';
  return isMalformed || error instanceof DiskError;
}

/** Checks the identities and gives a directory id to those that have none. */
function identified(
  { config, services, logDirectories }: OpenDirectoriesOptions,
  all: readonly LogDirectory[],
): OpenDirectories {
  const nodeId = config.number('node.id');
  const clusterIds = new Set<string>();
  const directoryIds = new Set<string>();
  for (const directory of all) {
    const { path, meta } = directory;
    if (directory.isOffline) continue;
    if (meta?.clusterId === undefined) {
      throw new StartError(
        'NOT_FORMATTED',
        `${path} is not formatted: run \`ottla storage format\``,
      );
    }
    if (meta.nodeId !== nodeId) {
      throw new StartError(
        'WRONG_NODE',
        `${path} belongs to node ${meta.nodeId}, but node.id is ${nodeId}`,
      );
    }
    clusterIds.add(meta.clusterId);
    const directoryId = meta.directoryId ?? uuidFromBytes(services.world.random.bytes(16));
    if (meta.version !== 1 || meta.directoryId === undefined) {
      directory.writeMeta({ clusterId: meta.clusterId, nodeId, directoryId });
    }
    if (directoryIds.has(directoryId)) {
      throw new StartError('COPIED_DIRECTORY', `${path} is a copy of another one of log.dirs`);
    }
    directoryIds.add(directoryId);
  }
  const [clusterId, other] = clusterIds;
  if (clusterId === undefined || other !== undefined) {
    const list = [...clusterIds].join(', ');
    throw new StartError('SEVERAL_CLUSTERS', `log.dirs belong to several clusters: ${list}`);
  }
  const metadataPath = metadataLogDirectory(config);
  const metadata = all.find((each) => each.path === metadataPath);
  if (metadata === undefined) throw new StartError('NO_METADATA', `${metadataPath} is not open`);
  const logs = all.filter((each) => logDirectories.includes(each.path));
  const failed = logs.find((each) => each.isOffline);
  if (failed !== undefined && logs.every((each) => each.isOffline)) throw failed.failure;
  return { logs, metadata, all, clusterId };
}

/** Trouble of the machine in one line; a bug stays what it is. */
function plainError(error: unknown): unknown {
  if (error instanceof LogDirectoryError) return new StartError(error.code, error.message, error);
  const isDisk = error instanceof KafkaStorageError || hasName(error, 'DiskError');
  if (isDisk && error instanceof Error) return new StartError('DISK', error.message, error);
  return error;
}

function hasName(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
