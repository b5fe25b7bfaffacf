// RenewDelegationToken (39), KIP-48: a token that is to expire later, never after its last moment.

import { renewDelegationTokenApi } from '@ottla/protocol';

import type { ClientCore } from '../../../core/client-core.ts';
import { askOne } from '../../driver/ask-one.ts';
import { CONTROLLER, type AdminOptions } from '../../driver/operation.ts';
import { outcomeOf } from '../../driver/outcome.ts';
import { isPassingChange } from '../../driver/passing-change.ts';

export interface RenewTokenOptions extends AdminOptions {
  /** Default: the broker's `delegation.token.expiry.time.ms`. */
  readonly renewPeriodMs?: number | undefined;
}

/** The new expiry time, in ms since 1970. Throws for example DELEGATION_TOKEN_NOT_FOUND. */
export function renewDelegationToken(
  core: ClientCore,
  hmac: Uint8Array,
  options: RenewTokenOptions = {},
): Promise<number> {
  const doing = 'renew a delegation token';
  return askOne(
    core,
    {
      doing,
      api: renewDelegationTokenApi,
      place: CONTROLLER,
      request: () => ({ hmac, renewPeriodMs: options.renewPeriodMs ?? -1 }),
      outcomeOf: (told) => outcomeOf(told, doing, () => Number(told.expiryTimestampMs)),
      isPassing: isPassingChange,
    },
    options,
  );
}
