// DescribeUserScramCredentials (50), KIP-554: which users have SCRAM credentials, and not what they
// are.

import { describeUserScramCredentialsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf, type Outcome } from '../driver/outcome.ts';
import { scramMechanismOf, type ScramMechanism } from './scram-mechanisms.ts';

export interface ScramCredentialInfo {
  readonly mechanism: ScramMechanism;
  readonly iterations: number;
}

/**
 * By user; of all users where `users` is left out. An error is for example RESOURCE_NOT_FOUND.
 * Throws an error of the whole.
 */
export function describeUserScramCredentials(
  core: ClientCore,
  users: readonly string[] | undefined,
  options: AdminOptions = {},
): Promise<Map<string, Outcome<ScramCredentialInfo[]>>> {
  const doing = 'describe SCRAM credentials';
  return askOne(
    core,
    {
      doing,
      api: describeUserScramCredentialsApi,
      place: ANY,
      request: () => ({ users: users?.map((name) => ({ name })) ?? null }),
      outcomeOf: (response) =>
        outcomeOf(response, doing, () =>
          new Map(
            response.results.map((result) => [
              result.user,
              outcomeOf(result, `user ${result.user}`, () =>
                result.credentialInfos.flatMap(({ mechanism: number, iterations }) => {
                  const mechanism = scramMechanismOf(number);
                  return mechanism === undefined ? [] : [{ mechanism, iterations }];
                }),
              ),
            ]),
          ),
        ),
    },
    options,
  );
}
