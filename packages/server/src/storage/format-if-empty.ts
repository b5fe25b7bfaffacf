// Formats the directories of a node at start, when all of them are new: older tutorials know no
// format step, and a single node needs none. A directory with data in it is never touched.

import {
  allDirectories,
  type FormatQuorum,
  formatPlan,
  metadataLogDirectory,
  type NodeConfig,
  type NodeListeners,
  randomUuid,
} from '@ottla/metadata';
import { type Disk, DiskError, type World } from '@ottla/base';
import { StartError } from '../node-options.ts';
import { type InspectedDirectory, inspectDirectory } from './inspect-directories.ts';
import { performFormat } from './perform-format.ts';

export interface FormatIfEmptyOptions {
  readonly world: World;
  readonly config: NodeConfig;
  readonly listeners: NodeListeners;
  /** A new one where left out. */
  readonly clusterId?: string;
}

/**
 * Returns the directories that were formatted. Throws StartError where some, but not all, are new.
 */
export function formatIfEmpty(options: FormatIfEmptyOptions): readonly string[] {
  const { world, config } = options;
  const paths = allDirectories(config);
  const inspected = paths.map((path) => inspect(world.disk, path));
  const metadataPath = metadataLogDirectory(config);
  const hasNew = inspected.some(({ state }) => isNew(state));
  for (const { path, state } of inspected) {
    if (state.kind === 'not-a-directory') {
      throw new StartError('NOT_A_DIRECTORY', `${path} is not a directory`);
    }
    // Without one that cannot be read a node may start, but nothing is formatted beside it.
    if (state.kind === 'malformed' && (hasNew || path === metadataPath)) {
      throw new StartError('MALFORMED', state.problem);
    }
    if (state.kind === 'unformatted' && !state.isEmpty) {
      throw new StartError(
        'NOT_FORMATTED',
        `${path} has files in it but no meta.properties: name an empty directory in log.dirs, ` +
          'or format this one with `ottla storage format`',
      );
    }
  }
  if (!hasNew) return [];
  const fresh = inspected.filter(({ state }) => isNew(state));
  if (fresh.length < inspected.length) {
    const list = fresh.map(({ path }) => path).join(', ');
    throw new StartError(
      'NOT_FORMATTED',
      `${list} is not formatted, but others of log.dirs are: ` +
        'run `ottla storage format --ignore-formatted` with the cluster id of the others',
    );
  }
  format(options, paths);
  return paths;
}

function isNew({ kind }: InspectedDirectory['state']): boolean {
  return kind === 'missing' || kind === 'unformatted';
}

function inspect(disk: Disk, path: string): InspectedDirectory {
  try {
    return inspectDirectory(disk, path);
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    return { path, state: { kind: 'malformed', problem: error.message } };
  }
}

function format(options: FormatIfEmptyOptions, paths: readonly string[]): void {
  const { world, config, clusterId = randomUuid(world.random) } = options;
  const plan = formatPlan({
    clusterId,
    nodeId: config.number('node.id'),
    directories: paths.map((path) => ({ path, identity: undefined })),
    metadataDirectory: metadataLogDirectory(config),
    quorum: quorumOf(options),
    controllerListener: config.list('controller.listener.names')[0] ?? '',
    wallMs: world.clock.wallMs(),
    newDirectoryId: () => randomUuid(world.random),
  });
  performFormat(world.disk, plan);
}

/** A quorum of fixed voters stays one; else this node is the first, and the only one for now. */
function quorumOf({ listeners, config }: FormatIfEmptyOptions): FormatQuorum {
  if (listeners.voters.length > 0) return { kind: 'static' };
  const servers = config.list('controller.quorum.bootstrap.servers');
  if (servers.length > 1) {
    throw new StartError(
      'NOT_FORMATTED',
      `the directories are new and controller.quorum.bootstrap.servers names ${servers.length} ` +
        'controllers: say which node begins the quorum with `ottla storage format --standalone`',
    );
  }
  return standaloneQuorum(listeners);
}

/** This node alone, as `--standalone` of kafka-storage.sh has it. */
export function standaloneQuorum({ advertisedController }: NodeListeners): FormatQuorum {
  const [endpoint] = advertisedController;
  const host = endpoint === undefined || endpoint.host === '' ? 'localhost' : endpoint.host;
  return { kind: 'standalone', host, port: endpoint?.port ?? 0 };
}
