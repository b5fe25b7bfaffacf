// DescribeDelegationToken (41), KIP-48.

import { describeDelegationTokenApi } from '@ottla/protocol';

import type { ClientCore } from '../../../core/client-core.ts';
import { askOne } from '../../driver/ask-one.ts';
import { ANY, type AdminOptions } from '../../driver/operation.ts';
import { outcomeOf } from '../../driver/outcome.ts';
import {
  identityOf,
  principalDraft,
  type DelegationToken,
  type Principal,
} from './delegation-token.ts';

/**
 * Of these owners; all that the client may see where `owners` is left out. Throws for example
 * DELEGATION_TOKEN_REQUEST_NOT_ALLOWED, over a connection that nobody authenticated.
 */
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
            ...identityOf(told),
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
