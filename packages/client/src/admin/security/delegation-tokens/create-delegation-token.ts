// CreateDelegationToken (38), KIP-48; in another's name, KIP-373.

import { createDelegationTokenApi } from '@ottla/protocol';

import type { ClientCore } from '../../../core/client-core.ts';
import { askOne } from '../../driver/ask-one.ts';
import { CONTROLLER, type AdminOptions } from '../../driver/operation.ts';
import { outcomeOf } from '../../driver/outcome.ts';
import { isPassingChange } from '../../driver/passing-change.ts';
import {
  identityOf,
  principalDraft,
  type DelegationToken,
  type Principal,
} from './delegation-token.ts';

export interface CreateTokenOptions extends AdminOptions {
  /** Default: who asks. Needs a broker of 3.3 or newer. */
  readonly owner?: Principal | undefined;
  /** Who may renew it beside its owner. */
  readonly renewers?: readonly Principal[] | undefined;
  /** Default: the broker's `delegation.token.max.lifetime.ms`. */
  readonly maxLifetimeMs?: number | undefined;
}

/** Of CreateDelegationToken. */
const OWNER_VERSION = 3;

/** Throws for example DELEGATION_TOKEN_AUTH_DISABLED. */
export function createDelegationToken(
  core: ClientCore,
  options: CreateTokenOptions = {},
): Promise<DelegationToken> {
  const doing = 'create a delegation token';
  const { owner, renewers = [], maxLifetimeMs = -1 } = options;
  return askOne(
    core,
    {
      doing,
      api: createDelegationTokenApi,
      keepsBytes: true,
      place: CONTROLLER,
      limits: { min: owner === undefined ? 0 : OWNER_VERSION },
      request: ({ version }) => ({
        ...(version < OWNER_VERSION
          ? {}
          : {
              ownerPrincipalType: owner?.type ?? null,
              ownerPrincipalName: owner?.name ?? null,
            }),
        renewers: renewers.map(principalDraft),
        maxLifetimeMs,
      }),
      outcomeOf: (told) =>
        outcomeOf(told, doing, () => ({
          ...identityOf(told),
          renewers,
          issueTimestamp: Number(told.issueTimestampMs),
          expiryTimestamp: Number(told.expiryTimestampMs),
          maxTimestamp: Number(told.maxTimestampMs),
        })),
      isPassing: isPassingChange,
    },
    options,
  );
}
