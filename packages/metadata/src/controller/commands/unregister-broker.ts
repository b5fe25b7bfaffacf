// UnregisterBroker: takes a broker out of the cluster's books for good.

import {
  type Draft,
  errors,
  type ProtocolError,
  type UnregisterBrokerRequest,
  type UnregisterBrokerResponse,
  unregisterBrokerApi,
} from '@ottla/protocol';
import { recordsForUnregistered } from '../broker-changes.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
} from '../command.ts';

function handle(
  { state, settings }: CommandContext,
  request: UnregisterBrokerRequest,
): CommandResult<UnregisterBrokerResponse> {
  const { brokerId } = request;
  const broker = state.image.cluster.brokers.get(brokerId);
  if (broker === undefined) {
    const message = `Broker ID ${brokerId} is not currently registered`;
    return answer(refuse(request, errors.BROKER_ID_NOT_REGISTERED, message));
  }
  const scope = { image: state.image, settings };
  const records = recordsForUnregistered(scope, brokerId, broker.epoch);
  return { records, response: { errorCode: errors.NONE.code, errorMessage: null }, atomic: false };
}

function refuse(
  _request: UnregisterBrokerRequest,
  error: ProtocolError,
  message: string | null,
): Draft<UnregisterBrokerResponse> {
  return { errorCode: error.code, errorMessage: message ?? error.message };
}

export const unregisterBroker: ControllerCommand<
  UnregisterBrokerRequest,
  UnregisterBrokerResponse
> = { api: unregisterBrokerApi, handle, refuse };
