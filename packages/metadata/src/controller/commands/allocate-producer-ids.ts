// AllocateProducerIds: hands a broker the next block of producer ids; none is ever handed out
// twice.

import {
  type AllocateProducerIdsRequest,
  type AllocateProducerIdsResponse,
  allocateProducerIdsApi,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import { makeRecord } from '../../records/metadata-record-codec.ts';
import { brokerEpochOutcome } from '../broker-epoch.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
} from '../command.ts';
import { isRefusal } from '../outcome.ts';

const BLOCK_SIZE = 1000;

function handle(
  { state }: CommandContext,
  request: AllocateProducerIdsRequest,
): CommandResult<AllocateProducerIdsResponse> {
  const { brokerId, brokerEpoch } = request;
  const outcome = brokerEpochOutcome(state.image, brokerId, brokerEpoch);
  if (isRefusal(outcome)) return answer(refuse(request, outcome.error));
  const producerIdStart = Math.max(0, Number(state.image.producerIds.nextProducerId));
  const nextProducerId = producerIdStart + BLOCK_SIZE;
  if (!Number.isSafeInteger(nextProducerId)) {
    return answer(refuse(request, errors.UNKNOWN_SERVER_ERROR));
  }
  return {
    records: [makeRecord('ProducerIdsRecord', 0, { brokerId, brokerEpoch, nextProducerId })],
    response: { errorCode: errors.NONE.code, producerIdStart, producerIdLen: BLOCK_SIZE },
    atomic: true,
  };
}

function refuse(
  _request: AllocateProducerIdsRequest,
  error: ProtocolError,
): Draft<AllocateProducerIdsResponse> {
  return { errorCode: error.code, producerIdStart: -1, producerIdLen: 0 };
}

export const allocateProducerIds: ControllerCommand<
  AllocateProducerIdsRequest,
  AllocateProducerIdsResponse
> = { api: allocateProducerIdsApi, handle, refuse };
