// The controller half of a node: the metadata log, raft and the controller on it, and the loader
// through which the broker half learns what was committed.

import type { PartitionLog } from '@ottla/log';
import {
  type ControllerNode,
  type MetadataLoader,
  replicatedLogOf,
  startController,
  startMetadataLoader,
} from '@ottla/broker';
import { BOOTSTRAP_FILE } from '@ottla/metadata';
import type { NodeBase } from '../node-base.ts';
import { StartError } from '../node-options.ts';
import { registered } from './listeners.ts';
import { metadataLogConfig } from './settings.ts';

export interface ControllerPart {
  readonly node: ControllerNode;
  readonly loader: MetadataLoader;
  /** Resolves once this node's broker half has applied all that is committed by now. */
  appliedMetadata(): Promise<void>;
  stop(): Promise<void>;
}

/** Resolves once the controller is active and the broker half knows what is committed. */
export async function startControllerPart(base: NodeBase): Promise<ControllerPart> {
  const { logger, failure } = base;
  const onFatal = (error: unknown): void => failure.fail(`the metadata log: ${reasonOf(error)}`);
  const node = await startController(controllerOptions(base, onFatal));
  const loader = startMetadataLoader({ logger, source: node.source, onFatal });
  const appliedMetadata = (): Promise<void> => loader.caughtUpTo(node.source.highWatermark - 1);
  const part: ControllerPart = {
    node,
    loader,
    appliedMetadata,
    stop: async () => {
      loader.close();
      await node.stop();
    },
  };
  try {
    await Promise.race([node.ready(), failure.whileStarting]);
    await Promise.race([appliedMetadata(), failure.whileStarting]);
  } catch (error) {
    await part.stop();
    throw error;
  }
  return part;
}

function controllerOptions(
  base: NodeBase,
  onFatal: (error: unknown) => void,
): Parameters<typeof startController>[0] {
  const { world, logger, config, directories, memory, reviewed, sockets } = base;
  const log = openMetadataLog(base);
  const checkpoint = `${directories.metadata.path}/${BOOTSTRAP_FILE}`;
  const hasCheckpoint = world.disk.stat(checkpoint) !== undefined;
  return {
    world,
    logger,
    largeWork: sockets.largeWork,
    config,
    nodeId: config.number('node.id'),
    clusterId: directories.clusterId,
    directoryId: directories.metadata.meta?.directoryId ?? '',
    directory: log.path,
    log: replicatedLogOf(log, memory.logServices),
    ...(hasCheckpoint ? { bootstrapCheckpoint: world.disk.readFile(checkpoint) } : {}),
    staticVoterIds: reviewed.listeners.voters.map((voter) => voter.id),
    listeners: sockets.listeners.filter((each) => each.isController).map(registered),
    onFatal,
  };
}

function openMetadataLog({ directories, config }: NodeBase): PartitionLog {
  try {
    return directories.metadata.openMetadataLog(metadataLogConfig(config));
  } catch (error) {
    throw new StartError('METADATA_LOG', `the metadata log: ${reasonOf(error)}`, error);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
