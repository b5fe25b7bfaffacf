// UpdateFeatures: moves finalised levels up or down, where every registered node can work with the
// new level and nothing is lost. kraft.version would move through raft, which no request does yet.

import {
  type Draft,
  errors,
  type ProtocolError,
  type UpdateFeaturesRequest,
  type UpdateFeaturesResponse,
  updateFeaturesApi,
} from '@ottla/protocol';
import { neededMetadataVersion, supportedRange } from '../../features/features.ts';
import {
  changesMetadataBetween,
  LATEST_METADATA_VERSION,
  MINIMUM_METADATA_VERSION,
} from '../../features/metadata-versions.ts';
import { configResourceTypes, configsOf } from '../../image/configs-image.ts';
import {
  ELIGIBLE_LEADER_REPLICAS_VERSION,
  featureLevel,
  KRAFT_VERSION,
  METADATA_VERSION,
} from '../../image/features-image.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import { makeRecord } from '../../records/metadata-record-codec.ts';
import { clusterMinIsr } from '../activation.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
} from '../command.ts';
import { isRefusal, type Outcome, refusal, SUCCESS } from '../outcome.ts';

const upgradeTypes = { UPGRADE: 1, SAFE_DOWNGRADE: 2, UNSAFE_DOWNGRADE: 3 } as const;
/** The last version whose response has a result for each feature. */
const LAST_VERSION_WITH_RESULTS = 1;

interface Update {
  readonly name: string;
  readonly level: number;
  readonly upgradeType: number;
}

function invalid({ name, level }: Update, message: string): Outcome {
  const start = `Invalid update version ${level} for feature ${name}.`;
  return refusal(errors.INVALID_UPDATE_VERSION, `${start} ${message}`);
}

/** The first node whose range does not hold the level, in Kafka's words. */
function unsupportedBy(
  { state, settings }: CommandContext,
  { name, level }: Update,
): string | undefined {
  const nodes: [string, number, number][] = [];
  const own = supportedRange(name);
  nodes.push([`Local controller ${settings.nodeId}`, own?.min ?? 0, own?.max ?? 0]);
  for (const { id, supportedFeatures } of state.image.cluster.brokers.values()) {
    const range = supportedFeatures.get(name);
    nodes.push([`Broker ${id}`, range?.min ?? 0, range?.max ?? 0]);
  }
  for (const { id, supportedFeatures } of state.image.cluster.controllers.values()) {
    if (id === settings.nodeId) continue;
    const range = supportedFeatures.get(name);
    nodes.push([`Controller ${id}`, range?.min ?? 0, range?.max ?? 0]);
  }
  for (const [node, min, max] of nodes) {
    if (level >= min && level <= max) continue;
    if (max === 0) return `${node} does not support this feature.`;
    return `${node} only supports versions ${min}-${max}`;
  }
  return undefined;
}

function directionOutcome(update: Update, current: number): Outcome {
  const { level, upgradeType } = update;
  if (level < current && upgradeType === upgradeTypes.UPGRADE) {
    return invalid(
      update,
      "Can't downgrade the version of this feature without setting the upgrade type to either " +
        'safe or unsafe downgrade.',
    );
  }
  if (level > current && upgradeType !== upgradeTypes.UPGRADE) {
    return invalid(update, "Can't downgrade to a newer version.");
  }
  return SUCCESS;
}

function metadataVersionOutcome({ level, upgradeType }: Update, current: number): Outcome {
  if (level < MINIMUM_METADATA_VERSION || level > LATEST_METADATA_VERSION) {
    const range = `${MINIMUM_METADATA_VERSION} to ${LATEST_METADATA_VERSION}`;
    const message = `Invalid metadata.version ${level}. Valid versions are from ${range}.`;
    return refusal(errors.INVALID_UPDATE_VERSION, message);
  }
  if (level >= current || !changesMetadataBetween(level, current)) return SUCCESS;
  const reason =
    upgradeType === upgradeTypes.UNSAFE_DOWNGRADE
      ? 'Unsafe metadata downgrade is not supported in this version.'
      : 'Refusing to perform the requested downgrade because it might delete metadata information.';
  const message = `Unsupported metadata.version downgrade from ${current} to ${level}. ${reason}`;
  return refusal(errors.INVALID_UPDATE_VERSION, message);
}

/** It is no record of the metadata: only the level that is there already can be asked for. */
function kraftVersionOutcome({ settings }: CommandContext, update: Update): Outcome {
  const isStatic = settings.config.list('controller.quorum.voters').length > 0;
  const current = isStatic ? 0 : 1;
  if (update.level === current) return SUCCESS;
  if (update.level < current) {
    return invalid(update, "Can't downgrade the version of this feature.");
  }
  return invalid(update, 'A static quorum stays one: format a new directory with --standalone.');
}

function updateOutcome(
  context: CommandContext,
  update: Update,
  wanted: ReadonlyMap<string, number>,
): Outcome {
  const { name, level } = update;
  const known: readonly number[] = Object.values(upgradeTypes);
  if (!known.includes(update.upgradeType)) {
    return invalid(update, 'The controller does not support the given upgrade type.');
  }
  if (level < 0) return invalid(update, 'A feature version cannot be less than 0.');
  const unsupported = unsupportedBy(context, update);
  if (unsupported !== undefined) return invalid(update, unsupported);
  if (name === KRAFT_VERSION) return kraftVersionOutcome(context, update);
  const { features } = context.state.image;
  const current = featureLevel(features, name);
  const direction = directionOutcome(update, current);
  if (isRefusal(direction)) return direction;
  if (name === METADATA_VERSION) return metadataVersionOutcome(update, current);
  const needed = neededMetadataVersion(name, level) ?? MINIMUM_METADATA_VERSION;
  if ((wanted.get(METADATA_VERSION) ?? featureLevel(features, METADATA_VERSION)) < needed) {
    const message =
      `${name} could not be set to ${level} because it depends on ` +
      `metadata.version level ${needed}`;
    return invalid(update, message);
  }
  return SUCCESS;
}

/** With ELR the cluster has one min.insync.replicas, and brokers none of their own. */
function elrRecords({ state, settings }: CommandContext): readonly MetadataRecord[] {
  const { configs } = state.image;
  const { BROKER } = configResourceTypes;
  const name = 'min.insync.replicas';
  const records: MetadataRecord[] = [];
  if (!configsOf(configs, BROKER, '').has(name)) records.push(clusterMinIsr(settings));
  for (const { resource, values } of configs.byResource.values()) {
    if (resource.type !== BROKER || resource.name === '' || !values.has(name)) continue;
    const gone = { resourceType: BROKER, resourceName: resource.name, name, value: null };
    records.push(makeRecord('ConfigRecord', 0, gone));
  }
  return records;
}

function handle(
  context: CommandContext,
  request: UpdateFeaturesRequest,
): CommandResult<UpdateFeaturesResponse> {
  const updates = request.featureUpdates.map((each): Update => {
    // Version 0 has a flag in place of the type.
    const old = each.allowDowngrade ? upgradeTypes.SAFE_DOWNGRADE : upgradeTypes.UPGRADE;
    const upgradeType = context.apiVersion === 0 ? old : each.upgradeType;
    return { name: each.feature, level: each.maxVersionLevel, upgradeType };
  });
  const wanted = new Map(updates.map((each) => [each.name, each.level]));
  for (const update of updates) {
    const { error, message } = updateOutcome(context, update, wanted);
    if (error !== errors.NONE) return answer(refuse(request, error, message));
  }
  const records = updates
    .filter(({ name }) => name !== KRAFT_VERSION)
    .map(({ name, level }) => makeRecord('FeatureLevelRecord', 0, { name, featureLevel: level }));
  const isElr = (wanted.get(ELIGIBLE_LEADER_REPLICAS_VERSION) ?? 0) > 0;
  const before = isElr ? elrRecords(context) : [];
  const hasResults = context.apiVersion <= LAST_VERSION_WITH_RESULTS;
  const results = updates.map(({ name }) => ({
    feature: name,
    errorCode: errors.NONE.code,
    // As Kafka's brokers write it.
    errorMessage: errors.NONE.name,
  }));
  return {
    records: request.validateOnly ? [] : [...before, ...records],
    response: {
      errorCode: errors.NONE.code,
      errorMessage: null,
      ...(hasResults ? { results } : {}),
    },
    atomic: true,
  };
}

function refuse(
  _request: UpdateFeaturesRequest,
  error: ProtocolError,
  message: string | null,
): Draft<UpdateFeaturesResponse> {
  const start = 'The update failed for all features since the following feature had an error: ';
  return {
    errorCode: error.code,
    errorMessage: message === null ? error.message : start + message,
  };
}

export const updateFeatures: ControllerCommand<UpdateFeaturesRequest, UpdateFeaturesResponse> = {
  api: updateFeaturesApi,
  handle,
  refuse,
};
