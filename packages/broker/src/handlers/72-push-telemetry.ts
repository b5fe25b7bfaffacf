// PushTelemetry: a client's metrics (KIP-714).
//
// Behaviour: THROTTLING_QUOTA_EXCEEDED before the interval is over, UNKNOWN_SUBSCRIPTION_ID once
// the subscriptions have changed, INVALID_REQUEST after a client's last push, INVALID_RECORD where
// the metrics cannot be read or expand beyond telemetry.max.bytes.

import {
  errors,
  pushTelemetryApi,
  type PushTelemetryRequest,
  type PushTelemetryResponse,
} from '@ottla/protocol';
import { clientOf } from '../telemetry/client-details.ts';
import type { TelemetryOptions } from './71-get-telemetry-subscriptions.ts';
import type { Handler } from './handler.ts';

export function pushTelemetryHandler({
  telemetry,
}: TelemetryOptions): Handler<PushTelemetryRequest, PushTelemetryResponse> {
  return {
    api: pushTelemetryApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [],
    handle: (request, context, respond) => {
      const { throttleTimeMs } = context;
      const errorCode = errors[telemetry.push(request, clientOf(context))].code;
      respond({ throttleTimeMs, errorCode });
    },
  };
}
