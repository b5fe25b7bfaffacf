// Formatting as data: which directories get which files, with which bytes, and what the tool
// prints. Nothing is read or written here; the caller has looked into the directories, and performs
// the plan in order.

import type { Draft, Uuid, VotersRecord } from '@ottla/protocol';
import { metadataVersionGates as gates } from '../features/metadata-versions.ts';
import { METADATA_VERSION } from '../image/features-image.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import { makeRecord, writeMetadataRecord } from '../records/metadata-record-codec.ts';
import { BOOTSTRAP_FILE } from './bootstrap-records.ts';
import { checkpointBytes } from './checkpoint-file.ts';
import { FormatError } from './format-error.ts';
import { type FormatFeatures, formatFeatures } from './format-features.ts';
import type { InitialController } from './initial-controllers.ts';

/** What `meta.properties` (version 1) says. */
export interface DirectoryIdentity {
  readonly clusterId: string;
  readonly nodeId: number;
  readonly directoryId: Uuid;
}

export interface DirectoryToFormat {
  readonly path: string;
  /** From its meta.properties; undefined where it has none. */
  readonly identity: Partial<DirectoryIdentity> | undefined;
}

/** How the quorum begins; see kraft.md §8 for the flags. */
export type FormatQuorum =
  /**
   * controller.quorum.voters is set, or the node is no controller and none of the flags is given.
   */
  | { readonly kind: 'static' }
  /** `--standalone`: this node alone, reached here. */
  | { readonly kind: 'standalone'; readonly host: string; readonly port: number }
  | { readonly kind: 'initial-controllers'; readonly controllers: readonly InitialController[] }
  | { readonly kind: 'no-initial-controllers' };

export interface FormatRequest {
  readonly clusterId: string;
  readonly nodeId: number;
  readonly directories: readonly DirectoryToFormat[];
  /** One of `directories`. */
  readonly metadataDirectory: string;
  readonly release?: string;
  readonly featureLevels?: ReadonlyMap<string, number>;
  readonly ignoreFormatted?: boolean;
  readonly quorum: FormatQuorum;
  /** Name of the controller listener, for the voter set. */
  readonly controllerListener: string;
  /** For example SCRAM credentials of `--add-scram`. */
  readonly moreRecords?: readonly MetadataRecord[];
  readonly wallMs: number;
  readonly newDirectoryId: () => Uuid;
}

export interface FileToWrite {
  /** Relative to the directory. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FormattedDirectory {
  readonly path: string;
  /** To be written last: a directory without meta.properties is not formatted. */
  readonly identity: DirectoryIdentity;
  readonly files: readonly FileToWrite[];
}

export interface FormatPlan {
  /** What the tool prints on stdout. */
  readonly lines: readonly string[];
  readonly directories: readonly FormattedDirectory[];
}

const VOTERS_FILE = '__cluster_metadata-0/00000000000000000000-0000000000.checkpoint';

/** Throws FormatError, with Kafka's message, where it must not or need not be done. */
export function formatPlan(request: FormatRequest): FormatPlan {
  const { directories, quorum } = request;
  if (directories.length === 0) {
    throw new FormatError('You must specify at least one directory to format');
  }
  for (const directory of directories) checkIdentity(directory, request);
  const formatted = directories.find((each) => each.identity !== undefined);
  const features = formatFeatures({
    release: request.release,
    levels: request.featureLevels ?? new Map(),
    isDynamicQuorum: quorum.kind !== 'static',
  });
  if (formatted !== undefined && request.ignoreFormatted !== true) {
    throw new FormatError(
      `Log directory ${formatted.path} is already formatted. Use --ignore-formatted to ignore ` +
        'this directory and format the others.',
    );
  }
  const empty = directories.filter((each) => each.identity === undefined);
  if (empty.length === 0) {
    return { lines: ['All of the log directories are already formatted.'], directories: [] };
  }
  return planFor(request, features, empty);
}

function checkIdentity({ path, identity }: DirectoryToFormat, request: FormatRequest): void {
  const file = `${path}/meta.properties`;
  if (identity?.clusterId !== undefined && identity.clusterId !== request.clusterId) {
    throw new FormatError(
      `Invalid cluster.id in: ${file}. Expected ${request.clusterId}, but read ` +
        identity.clusterId,
    );
  }
  if (identity?.nodeId !== undefined && identity.nodeId !== request.nodeId) {
    throw new FormatError(
      `Stored node id ${identity.nodeId} doesn't match previous node id ${request.nodeId} in ` +
        `${file}. If you moved your data, make sure your configured node id matches. If you ` +
        'intend to create a new node, you should remove all data in your data directories.',
    );
  }
}

function checkCredentials(
  records: readonly MetadataRecord[],
  { metadataVersion }: FormatFeatures,
): void {
  const hasCredentials = records.some((each) => each.name === 'UserScramCredentialRecord');
  if (!hasCredentials || metadataVersion.level >= gates.SCRAM) return;
  throw new FormatError(`SCRAM is only supported in ${METADATA_VERSION} 3.5-IV2 or later.`);
}

function planFor(
  request: FormatRequest,
  features: FormatFeatures,
  empty: readonly DirectoryToFormat[],
): FormatPlan {
  const { metadataVersion } = features;
  checkCredentials(request.moreRecords ?? [], features);
  const records = bootstrapRecordsOf(features, request.moreRecords ?? []);
  const values = records.map(writeMetadataRecord);
  const bootstrap = checkpointBytes({
    values,
    wallMs: request.wallMs,
    lastContainedTimestampMs: 0,
  });
  const lines = [bootstrapLine(records, metadataVersion.level)];
  const directories = empty.map(({ path }): FormattedDirectory => {
    const isMetadata = path === request.metadataDirectory;
    const identity = identityOf(request, isMetadata);
    const kind = isMetadata ? metadataKind(request) : 'data directory';
    lines.push(`Formatting ${kind} ${path} with ${METADATA_VERSION} ${metadataVersion.name}.`);
    const files: FileToWrite[] = [{ name: BOOTSTRAP_FILE, bytes: bootstrap }];
    const voters = votersOf(request, identity);
    if (isMetadata && voters !== undefined) {
      files.push({ name: VOTERS_FILE, bytes: votersFile(request, features, voters) });
    }
    return { path, identity, files };
  });
  return { lines, directories };
}

function bootstrapRecordsOf(
  { metadataVersion, otherLevels }: FormatFeatures,
  more: readonly MetadataRecord[],
): readonly MetadataRecord[] {
  const levels = [[METADATA_VERSION, metadataVersion.level] as const, ...otherLevels];
  return [
    ...levels.map(([name, featureLevel]) =>
      makeRecord('FeatureLevelRecord', 0, { name, featureLevel }),
    ),
    ...more,
  ];
}

function metadataKind({ quorum, nodeId }: FormatRequest): string {
  switch (quorum.kind) {
    case 'static':
    case 'no-initial-controllers':
      return 'metadata directory';
    case 'standalone':
      return 'dynamic metadata voter directory';
    case 'initial-controllers': {
      const isVoter = quorum.controllers.some((each) => each.nodeId === nodeId);
      return isVoter ? 'dynamic metadata voter directory' : 'dynamic metadata directory';
    }
  }
}

function identityOf(request: FormatRequest, isMetadata: boolean): DirectoryIdentity {
  const { clusterId, nodeId, quorum, newDirectoryId } = request;
  const given =
    isMetadata && quorum.kind === 'initial-controllers'
      ? quorum.controllers.find((each) => each.nodeId === nodeId)?.directoryId
      : undefined;
  return { clusterId, nodeId, directoryId: given ?? newDirectoryId() };
}

/** The voters to write beside the log; undefined where the quorum is static or begins elsewhere. */
function votersOf(
  { quorum, nodeId }: FormatRequest,
  { directoryId }: DirectoryIdentity,
): readonly InitialController[] | undefined {
  if (quorum.kind === 'initial-controllers') return quorum.controllers;
  if (quorum.kind !== 'standalone') return undefined;
  return [{ nodeId, host: quorum.host, port: quorum.port, directoryId }];
}

function votersFile(
  { controllerListener, wallMs }: FormatRequest,
  { kraftVersion }: FormatFeatures,
  controllers: readonly InitialController[],
): Uint8Array {
  const voters: Draft<VotersRecord> = {
    voters: controllers.map(({ nodeId, host, port, directoryId }) => ({
      voterId: nodeId,
      voterDirectoryId: directoryId,
      endpoints: [{ name: controllerListener.toUpperCase(), host, port }],
      kRaftVersionFeature: { minSupportedVersion: 0, maxSupportedVersion: 1 },
    })),
  };
  return checkpointBytes({
    values: [],
    wallMs,
    lastContainedTimestampMs: wallMs,
    kraftVersion,
    voters,
  });
}

/** As Kafka prints its BootstrapMetadata; secrets of SCRAM records are not shown. */
function bootstrapLine(records: readonly MetadataRecord[], level: number): string {
  const shown = records.map(
    (record) => `ApiMessageAndVersion(${recordText(record)} at version ${record.version})`,
  );
  return (
    `Bootstrap metadata: BootstrapMetadata(records=[${shown.join(', ')}], ` +
    `metadataVersionLevel=${level}, source=format command)`
  );
}

function recordText({ name, message }: MetadataRecord): string {
  const fields = Object.entries(message)
    .filter(([field]) => field !== 'unknownTaggedFields')
    .map(([field, value]) => `${field}=${fieldText(value)}`);
  return `${name}(${fields.join(', ')})`;
}

function fieldText(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return value instanceof Uint8Array ? '[hidden]' : String(value);
}
