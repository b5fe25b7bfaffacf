// BrokerHeartbeat: a broker says that it lives, how far it has read, and whether it wants to serve
// or to go; the answer tells what it may do (kraft.md §9).

import {
  type BrokerHeartbeatRequest,
  type BrokerHeartbeatResponse,
  brokerHeartbeatApi,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import { metadataVersionGates as gates } from '../../features/metadata-versions.ts';
import { safeNumber } from '../../image/cluster-image.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import { makeRecord } from '../../records/metadata-record-codec.ts';
import {
  hasLeaderships,
  recordsForControlledShutdown,
  recordsForFenced,
  recordsForOfflineDirectories,
  recordsForUnfenced,
} from '../broker-changes.ts';
import { brokerEpochOutcome } from '../broker-epoch.ts';
import type { BrokerControlState } from '../broker-heartbeats.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
  metadataVersionOf,
} from '../command.ts';
import { isRefusal } from '../outcome.ts';

function recordsFor(
  context: CommandContext,
  brokerId: number,
  next: BrokerControlState,
): readonly MetadataRecord[] {
  const { state, settings } = context;
  const scope = { image: state.image, settings };
  const epoch = state.image.cluster.brokers.get(brokerId)?.epoch ?? -1;
  switch (next) {
    case 'fenced':
    case 'shutdown-now':
      return recordsForFenced(scope, brokerId, epoch);
    case 'unfenced':
      return recordsForUnfenced(scope, brokerId, epoch);
    case 'controlled-shutdown':
      return recordsForControlledShutdown(scope, brokerId, epoch);
  }
}

/** Cordoned directories are told once the broker has read all metadata; null says nothing. */
function cordonedRecords(
  { state }: CommandContext,
  { brokerId, cordonedLogDirs }: BrokerHeartbeatRequest,
): readonly MetadataRecord[] {
  const broker = state.image.cluster.brokers.get(brokerId);
  if (metadataVersionOf(state.image) < gates.CORDONED_DIRECTORIES) return [];
  if (broker === undefined || cordonedLogDirs === null) return [];
  const known = broker.cordonedDirectories ?? [];
  const isSame =
    known.length === cordonedLogDirs.length &&
    known.every((each) => cordonedLogDirs.includes(each));
  if (isSame) return [];
  const change = { brokerId, brokerEpoch: broker.epoch, cordonedLogDirs };
  return [makeRecord('BrokerRegistrationChangeRecord', 3, change)];
}

function handle(
  context: CommandContext,
  request: BrokerHeartbeatRequest,
): CommandResult<BrokerHeartbeatResponse> {
  const { state, settings, heartbeats, nowMs } = context;
  const { brokerId } = request;
  const outcome = brokerEpochOutcome(state.image, brokerId, request.brokerEpoch);
  const registrationOffset = state.registrationOffsets.get(brokerId);
  if (isRefusal(outcome) || registrationOffset === undefined) {
    return answer(refuse(request, errors.STALE_BROKER_EPOCH));
  }
  const brokerEpoch = safeNumber(request.brokerEpoch, 'a broker epoch');
  const currentMetadataOffset = Number(request.currentMetadataOffset);
  heartbeats.touch(brokerId, brokerEpoch, nowMs);
  const before = heartbeats.stateOf(brokerId);
  const heartbeat = { ...request, currentMetadataOffset };
  const next = heartbeats.next(heartbeat, registrationOffset, () =>
    hasLeaderships(state.image, brokerId),
  );
  const scope = { image: state.image, settings };
  const records = [
    ...(next === before ? [] : recordsFor(context, brokerId, next)),
    ...offlineRecords(scope, request),
    ...cordonedRecords(context, request),
  ];
  heartbeats.enter(brokerId, next, currentMetadataOffset);
  return {
    records,
    response: {
      errorCode: errors.NONE.code,
      isCaughtUp: currentMetadataOffset >= registrationOffset,
      isFenced: next === 'fenced' || next === 'shutdown-now',
      shouldShutDown: next === 'shutdown-now',
    },
    atomic: false,
    written: (lastOffset) => {
      if (next === 'controlled-shutdown') heartbeats.beginControlledShutdown(brokerId, lastOffset);
    },
  };
}

function offlineRecords(
  scope: Parameters<typeof recordsForOfflineDirectories>[0],
  { brokerId, offlineLogDirs }: BrokerHeartbeatRequest,
): readonly MetadataRecord[] {
  if (metadataVersionOf(scope.image) < gates.DIRECTORIES) return [];
  return recordsForOfflineDirectories(scope, brokerId, offlineLogDirs);
}

/** The broker's answer to any error is to go on as it was, hence fenced and not caught up. */
function refuse(
  _request: BrokerHeartbeatRequest,
  error: ProtocolError,
): Draft<BrokerHeartbeatResponse> {
  return { errorCode: error.code, isCaughtUp: false, isFenced: true, shouldShutDown: false };
}

export const brokerHeartbeat: ControllerCommand<BrokerHeartbeatRequest, BrokerHeartbeatResponse> = {
  api: brokerHeartbeatApi,
  handle,
  refuse,
};
