// ControllerRegistration: each controller tells the active one how it is reached and what it can
// do.

import {
  type ControllerRegistrationRequest,
  type ControllerRegistrationResponse,
  controllerRegistrationApi,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import { metadataVersionGates as gates } from '../../features/metadata-versions.ts';
import { makeRecord } from '../../records/metadata-record-codec.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
  metadataVersionOf,
} from '../command.ts';

function handle(
  { state }: CommandContext,
  request: ControllerRegistrationRequest,
): CommandResult<ControllerRegistrationResponse> {
  if (metadataVersionOf(state.image) < gates.CONTROLLER_REGISTRATION) {
    const message = 'The current MetadataVersion is too old to support controller registrations.';
    return answer(refuse(request, errors.UNSUPPORTED_VERSION, message));
  }
  const record = makeRecord('RegisterControllerRecord', 0, {
    controllerId: request.controllerId,
    incarnationId: request.incarnationId,
    zkMigrationReady: false,
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
  });
  return { records: [record], response: { errorCode: errors.NONE.code }, atomic: true };
}

function refuse(
  _request: ControllerRegistrationRequest,
  error: ProtocolError,
  message: string | null,
): Draft<ControllerRegistrationResponse> {
  return { errorCode: error.code, errorMessage: message };
}

export const controllerRegistration: ControllerCommand<
  ControllerRegistrationRequest,
  ControllerRegistrationResponse
> = { api: controllerRegistrationApi, handle, refuse };
