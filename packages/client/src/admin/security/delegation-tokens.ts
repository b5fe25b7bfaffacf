// Delegation tokens (KIP-48): CreateDelegationToken (38), RenewDelegationToken (39),
// ExpireDelegationToken (40), DescribeDelegationToken (41).

import {
  createDelegationTokenApi,
  describeDelegationTokenApi,
  expireDelegationTokenApi,
  renewDelegationTokenApi,
} from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';
import { isPassingChange } from '../driver/passing-change.ts';

export interface Principal {
  /** `User`. */
  readonly type: string;
  readonly name: string;
}

export interface DelegationToken {
  readonly tokenId: string;
  readonly hmac: Uint8Array;
  readonly owner: Principal;
  /** Who asked for it; empty where the broker is older than 3.3. */
  readonly requester: Principal;
  readonly renewers: readonly Principal[];
  /** These three in ms since 1970. */
  readonly issueTimestamp: number;
  readonly expiryTimestamp: number;
  readonly maxTimestamp: number;
}

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
          tokenId: told.tokenId,
          // A copy, so that it does not hold the whole response.
          hmac: Uint8Array.from(told.hmac),
          owner: { type: told.principalType, name: told.principalName },
          requester: {
            type: told.tokenRequesterPrincipalType,
            name: told.tokenRequesterPrincipalName,
          },
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

export interface RenewTokenOptions extends AdminOptions {
  /** Default: the broker's `delegation.token.expiry.time.ms`. */
  readonly renewPeriodMs?: number | undefined;
}

/** The new expiry time, in ms since 1970. */
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

export interface ExpireTokenOptions extends AdminOptions {
  /** From now on; default: at once. */
  readonly expiryPeriodMs?: number | undefined;
}

/** The new expiry time, in ms since 1970. */
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

/** Of these owners; all that the client may see where `owners` is left out. */
export function describeDelegationToken(
  core: ClientCore,
  owners: readonly Principal[] | undefined,
  options: AdminOptions = {},
): Promise<DelegationToken[]> {
  const doing = 'describe delegation tokens';
  return askOne(
    core,
    {
      doing,
      api: describeDelegationTokenApi,
      keepsBytes: true,
      place: ANY,
      request: () => ({ owners: owners?.map(principalDraft) ?? null }),
      outcomeOf: (response) =>
        outcomeOf(response, doing, () =>
          response.tokens.map((told) => ({
            tokenId: told.tokenId,
            hmac: Uint8Array.from(told.hmac),
            owner: { type: told.principalType, name: told.principalName },
            requester: {
              type: told.tokenRequesterPrincipalType,
              name: told.tokenRequesterPrincipalName,
            },
            renewers: told.renewers.map(({ principalType: type, principalName: name }) => ({
              type,
              name,
            })),
            issueTimestamp: Number(told.issueTimestamp),
            expiryTimestamp: Number(told.expiryTimestamp),
            maxTimestamp: Number(told.maxTimestamp),
          })),
        ),
    },
    options,
  );
}

function principalDraft({ type, name }: Principal): {
  readonly principalType: string;
  readonly principalName: string;
} {
  return { principalType: type, principalName: name };
}
