// BrokerRegistration: a broker process introduces itself. A new process of a known broker first
// costs the old one its leaderships and ISR places; its epoch is the offset at which it registered.

import {
  type BrokerRegistrationRequest,
  type BrokerRegistrationResponse,
  brokerRegistrationApi,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import { metadataVersionGates as gates } from '../../features/metadata-versions.ts';
import type { BrokerRegistration } from '../../image/cluster-image.ts';
import { METADATA_VERSION } from '../../image/features-image.ts';
import { directoryIds } from '../../image/partition-registration.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import { makeRecord } from '../../records/metadata-record-codec.ts';
import { recordVersion } from '../../records/record-versions.ts';
import { recordsForFormerProcess } from '../broker-changes.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
  metadataVersionOf,
} from '../command.ts';
import { isRefusal, type Outcome, refusal, SUCCESS } from '../outcome.ts';

/** From this version on brokers say with which epoch they last shut down cleanly. */
const FIRST_VERSION_WITH_PREVIOUS_EPOCH = 3;

function identityOutcome(context: CommandContext, request: BrokerRegistrationRequest): Outcome {
  const { settings, state, heartbeats, nowMs } = context;
  if (request.clusterId !== settings.clusterId) {
    const message =
      `Expected cluster ID ${settings.clusterId}, but got cluster ID ` + `${request.clusterId}`;
    return refusal(errors.INCONSISTENT_CLUSTER_ID, message);
  }
  const existing = state.image.cluster.brokers.get(request.brokerId);
  const isOther = existing !== undefined && existing.incarnationId !== request.incarnationId;
  // The broker half of this controller's own node starts with it: what is registered was its former
  // process, which has ended, for this one holds its directories. Kafka waits for the session to
  // end; here a node that was killed is back at once.
  const isFormerSelf =
    request.brokerId === settings.nodeId && !heartbeats.wasHeard(request.brokerId);
  const hasSession = heartbeats.hasSession(request.brokerId, existing?.epoch ?? -1, nowMs);
  if (isOther && hasSession && !isFormerSelf) {
    const message =
      'Another broker is registered with that broker id. If the broker was recently restarted ' +
      "this should self-resolve once the heartbeat manager expires the broker's session.";
    return refusal(errors.DUPLICATE_BROKER_REGISTRATION, message);
  }
  if (request.isMigratingZkBroker) {
    const message = 'Controller does not support registering ZK brokers.';
    return refusal(errors.BROKER_ID_NOT_REGISTERED, message);
  }
  return SUCCESS;
}

function directoriesOutcome(
  { state }: CommandContext,
  { brokerId, logDirs }: BrokerRegistrationRequest,
): Outcome {
  if (metadataVersionOf(state.image) < gates.DIRECTORIES) return SUCCESS;
  const invalid = (message: string): Outcome => refusal(errors.INVALID_REGISTRATION, message);
  if (logDirs.length === 0) return invalid('No directories specified in request');
  const reserved: readonly string[] = Object.values(directoryIds);
  if (logDirs.some((each) => reserved.includes(each))) {
    return invalid('Reserved directory ID in request');
  }
  if (new Set(logDirs).size !== logDirs.length) {
    return invalid('Duplicate directory ID in request');
  }
  for (const other of state.image.cluster.brokers.values()) {
    const shared = logDirs.find(
      (each) => other.id !== brokerId && other.directories.includes(each),
    );
    if (shared !== undefined) {
      return invalid(`Broker ${other.id} is already registered with directory ${shared}`);
    }
  }
  return SUCCESS;
}

/**
 * Every finalised level must lie in the broker's range; a feature it does not name has the range 0.
 */
function featuresOutcome({ state }: CommandContext, request: BrokerRegistrationRequest): Outcome {
  const ranges = new Map(request.features.map((each) => [each.name, each]));
  if (!ranges.has(METADATA_VERSION)) {
    const message = `Request features do not contain '${METADATA_VERSION}'`;
    return refusal(errors.INVALID_REGISTRATION, message);
  }
  const { finalizedLevels } = state.image.features;
  for (const name of new Set([...ranges.keys(), ...finalizedLevels.keys()])) {
    const level = finalizedLevels.get(name) ?? 0;
    const min = ranges.get(name)?.minSupportedVersion ?? 0;
    const max = ranges.get(name)?.maxSupportedVersion ?? 0;
    if (level >= min && level <= max) continue;
    const message =
      `Unable to register because the broker does not support finalized version ${level} of ` +
      `${name}. The broker wants a version between ${min} and ${max}, inclusive.`;
    return refusal(errors.UNSUPPORTED_VERSION, message);
  }
  return SUCCESS;
}

function registerRecord(
  context: CommandContext,
  request: BrokerRegistrationRequest,
  existing: BrokerRegistration | undefined,
): MetadataRecord {
  const metadataVersion = metadataVersionOf(context.state.image);
  const isSame = existing?.incarnationId === request.incarnationId;
  const hasDirectories = metadataVersion >= gates.DIRECTORIES;
  return makeRecord(
    'RegisterBrokerRecord',
    recordVersion('RegisterBrokerRecord', metadataVersion),
    {
      brokerId: request.brokerId,
      incarnationId: request.incarnationId,
      brokerEpoch: isSame ? existing.epoch : context.nextOffset,
      endPoints: request.listeners.map(({ name, host, port, securityProtocol }) => ({
        name,
        host,
        port,
        securityProtocol,
      })),
      features: request.features.map(({ name, minSupportedVersion, maxSupportedVersion }) => ({
        name,
        minSupportedVersion,
        maxSupportedVersion,
      })),
      rack: request.rack,
      fenced: isSame ? existing.fenced : true,
      inControlledShutdown: isSame ? existing.inControlledShutdown : false,
      ...(hasDirectories ? { logDirs: request.logDirs } : {}),
    },
  );
}

function handle(
  context: CommandContext,
  request: BrokerRegistrationRequest,
): CommandResult<BrokerRegistrationResponse> {
  for (const check of [identityOutcome, directoriesOutcome, featuresOutcome]) {
    const outcome = check(context, request);
    if (isRefusal(outcome)) return answer(refuse(request, outcome.error));
  }
  const { state, settings, heartbeats, apiVersion } = context;
  const { brokerId } = request;
  const existing = state.image.cluster.brokers.get(brokerId);
  const isNew = existing?.incarnationId !== request.incarnationId;
  const saysEpoch = apiVersion >= FIRST_VERSION_WITH_PREVIOUS_EPOCH;
  const isClean = saysEpoch && existing?.epoch === request.previousBrokerEpoch;
  const cleanUp = isNew
    ? recordsForFormerProcess({ image: state.image, settings }, brokerId, isClean)
    : [];
  const register = registerRecord(context, request, existing);
  const brokerEpoch = isNew ? context.nextOffset : (existing?.epoch ?? context.nextOffset);
  if (isNew) heartbeats.forget(brokerId);
  return {
    records: [...cleanUp, register],
    response: { errorCode: errors.NONE.code, brokerEpoch },
    // The registration comes last: a controller that takes over in between gets it asked for again.
    atomic: false,
  };
}

function refuse(
  _request: BrokerRegistrationRequest,
  error: ProtocolError,
): Draft<BrokerRegistrationResponse> {
  return { errorCode: error.code, brokerEpoch: -1 };
}

export const brokerRegistration: ControllerCommand<
  BrokerRegistrationRequest,
  BrokerRegistrationResponse
> = { api: brokerRegistrationApi, handle, refuse };
