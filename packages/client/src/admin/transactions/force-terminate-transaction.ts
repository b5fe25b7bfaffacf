// InitProducerId (22) by the transactional id alone, as Java's `forceTerminateTransaction`: what is
// open under it is aborted, and its producer can write no more.

import type { ClientCore } from '../../core/client-core.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { fenceProducers } from './fence-producers.ts';

/** Throws for example TRANSACTIONAL_ID_AUTHORIZATION_FAILED. */
export async function forceTerminateTransaction(
  core: ClientCore,
  transactionalId: string,
  options: AdminOptions = {},
): Promise<void> {
  await fenceProducers(core, [transactionalId], options);
}
