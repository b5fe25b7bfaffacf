// UnregisterBroker (64): the cluster forgets a broker that is shut down and will not come back.

import { errors, unregisterBrokerApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { KafkaError } from '../../errors.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { doneOf } from '../driver/outcome.ts';

const PASSING: ReadonlySet<number> = new Set([
  errors.NOT_CONTROLLER.code,
  errors.REQUEST_TIMED_OUT.code,
]);

/** Throws for example BROKER_ID_NOT_REGISTERED. */
export async function unregisterBroker(
  core: ClientCore,
  brokerId: number,
  options: AdminOptions = {},
): Promise<void> {
  await askOne(
    core,
    {
      doing: `unregister broker ${brokerId}`,
      api: unregisterBrokerApi,
      place: ANY,
      request: () => ({ brokerId }),
      outcomeOf: (response) => doneOf(response, `broker ${brokerId}`),
      isPassing: (error) => error instanceof KafkaError && PASSING.has(error.code),
    },
    options,
  );
}
