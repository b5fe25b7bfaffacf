// InitProducerId (22) in the name of producers: aborts what they have open and takes a new epoch,
// so that they can write no more (KIP-588).

import { initProducerIdApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { valuesOf } from '../driver/call-outcomes.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';
import { runOperation } from '../driver/run-operation.ts';
import { isPassingOfTransaction, transactionName, transactionPlace } from './transactional-ids.ts';

export interface FencedProducer {
  readonly producerId: number;
  readonly producerEpoch: number;
}

/** By transactional id. Where some fail, it throws as `valuesOf` does. */
export async function fenceProducers(
  core: ClientCore,
  ids: readonly string[],
  options: AdminOptions = {},
): Promise<Map<string, FencedProducer>> {
  const outcomes = await runOperation(
    core,
    {
      doing: 'fence producers',
      api: initProducerIdApi,
      placeOf: transactionPlace,
      nameOf: transactionName,
      batchOf: (asked) => asked.slice(0, 1),
      request: (asked: readonly string[]) => ({
        transactionalId: asked[0] ?? null,
        // How long the coordinator may take to write the new epoch.
        transactionTimeoutMs: core.config.requestTimeoutMs,
      }),
      outcomesOf: (response, asked) =>
        asked.map((id) => [
          id,
          outcomeOf(response, transactionName(id), () => ({
            producerId: Number(response.producerId),
            producerEpoch: response.producerEpoch,
          })),
        ]),
      isPassing: isPassingOfTransaction,
    },
    ids,
    options,
  );
  return valuesOf(outcomes);
}
