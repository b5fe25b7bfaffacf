// GetTelemetrySubscriptions (71), KIP-714, for nothing but the id that the cluster knows this
// client by: the admin client pushes no metrics.

import { getTelemetrySubscriptionsApi, type Uuid } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { ZERO_UUID } from '../../core/cluster-metadata.ts';
import { requireTelemetry } from '../../telemetry/telemetry-pusher.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';

/**
 * A new id with each call. Throws an UnsupportedVersionError where the brokers take no metrics, a
 * ClientError where `enableMetricsPush` is false.
 */
export async function askClientInstanceId(
  core: ClientCore,
  options: AdminOptions = {},
): Promise<Uuid> {
  requireTelemetry(core.config);
  const doing = 'ask for a client instance id';
  return askOne(
    core,
    {
      doing,
      api: getTelemetrySubscriptionsApi,
      place: ANY,
      request: () => ({ clientInstanceId: ZERO_UUID }),
      outcomeOf: (response) => outcomeOf(response, doing, () => response.clientInstanceId),
    },
    options,
  );
}
