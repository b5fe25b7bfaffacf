// GetTelemetrySubscriptions: which metrics a client is to push, and how often (KIP-714).
//
// Behaviour: a client that has no id yet gets one; asking more often than the push interval is
// THROTTLING_QUOTA_EXCEEDED. Answered also where ApiVersions does not tell of it, as in Kafka.

import {
  getTelemetrySubscriptionsApi,
  type GetTelemetrySubscriptionsRequest,
  type GetTelemetrySubscriptionsResponse,
} from '@ottla/protocol';
import { clientOf } from '../telemetry/client-details.ts';
import type { ClientTelemetry } from '../telemetry/client-telemetry.ts';
import type { Handler } from './handler.ts';

export interface TelemetryOptions {
  readonly telemetry: ClientTelemetry;
}

export function getTelemetrySubscriptionsHandler({
  telemetry,
}: TelemetryOptions): Handler<GetTelemetrySubscriptionsRequest, GetTelemetrySubscriptionsResponse> {
  return {
    api: getTelemetrySubscriptionsApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [],
    handle: (request, context, respond) => {
      const { throttleTimeMs } = context;
      const answer = telemetry.subscribe(request.clientInstanceId, clientOf(context));
      respond({ throttleTimeMs, ...answer });
    },
  };
}
