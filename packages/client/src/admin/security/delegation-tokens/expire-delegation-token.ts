// ExpireDelegationToken (40), KIP-48: a token that is to end soon, or now.

import { expireDelegationTokenApi } from '@ottla/protocol';

import type { ClientCore } from '../../../core/client-core.ts';
import { askOne } from '../../driver/ask-one.ts';
import { CONTROLLER, type AdminOptions } from '../../driver/operation.ts';
import { outcomeOf } from '../../driver/outcome.ts';
import { isPassingChange } from '../../driver/passing-change.ts';

export interface ExpireTokenOptions extends AdminOptions {
  /** From now on; default: at once. */
  readonly expiryPeriodMs?: number | undefined;
}

/** The new expiry time, in ms since 1970. Throws for example DELEGATION_TOKEN_NOT_FOUND. */
export function expireDelegationToken(
  core: ClientCore,
  hmac: Uint8Array,
  options: ExpireTokenOptions = {},
): Promise<number> {
  const doing = 'expire a delegation token';
  return askOne(
    core,
    {
      doing,
      api: expireDelegationTokenApi,
      place: CONTROLLER,
      request: () => ({ hmac, expiryTimePeriodMs: options.expiryPeriodMs ?? -1 }),
      outcomeOf: (told) => outcomeOf(told, doing, () => Number(told.expiryTimestampMs)),
      isPassing: isPassingChange,
    },
    options,
  );
}
