// AlterUserScramCredentials (51), KIP-554. The password does not leave the client: what is sent is
// its salted hash.

import { alterUserScramCredentialsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { valuesOf } from '../driver/call-outcomes.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { doneOf } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { isPassingChange } from '../driver/passing-change.ts';
import { runOperation } from '../driver/run-operation.ts';
import { SCRAM_MECHANISMS, saltPasswordJob, type ScramMechanism } from './scram-mechanisms.ts';

export type ScramAlteration =
  | {
      readonly kind: 'set';
      readonly user: string;
      readonly mechanism: ScramMechanism;
      readonly password: string;
      /** Default 4096; brokers take 4096 to 16384. */
      readonly iterations?: number | undefined;
      /** Default: new random bytes. */
      readonly salt?: Uint8Array | undefined;
    }
  | { readonly kind: 'delete'; readonly user: string; readonly mechanism: ScramMechanism };

const ITERATIONS = 4096;
const SALT_BYTES = 24;

interface Upsertion {
  readonly name: string;
  readonly mechanism: number;
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly saltedPassword: Uint8Array;
}

/**
 * By user: all of a user's alterations are made, or none. Where users fail, it throws as `valuesOf`
 * does.
 */
export async function alterUserScramCredentials(
  core: ClientCore,
  alterations: readonly ScramAlteration[],
  options: AdminOptions = {},
): Promise<Map<string, true>> {
  const upsertions = await Promise.all(
    alterations.flatMap((each) => (each.kind === 'set' ? [salted(core, each)] : [])),
  );
  const deletions = alterations
    .filter(({ kind }) => kind === 'delete')
    .map(({ user, mechanism }) => ({ name: user, mechanism: numberOf(mechanism) }));
  const nameOf = (user: string): string => `user ${user}`;
  const outcomes = await runOperation(
    core,
    {
      doing: 'alter SCRAM credentials',
      api: alterUserScramCredentialsApi,
      placeOf: () => CONTROLLER,
      nameOf,
      request: (users: readonly string[]) => ({
        deletions: deletions.filter(({ name }) => users.includes(name)),
        upsertions: upsertions.filter(({ name }) => users.includes(name)),
      }),
      outcomesOf: ({ results }, asked) =>
        pairBy(asked, (user) => user, results, ({ user }) => user).map(([user, result]) => [
          user,
          doneOf(result, nameOf(user)),
        ]),
      isPassing: isPassingChange,
    },
    [...new Set(alterations.map(({ user }) => user))],
    options,
  );
  return valuesOf(outcomes);
}

function numberOf(mechanism: ScramMechanism): number {
  return SCRAM_MECHANISMS[mechanism].number;
}

async function salted(
  core: ClientCore,
  alteration: Extract<ScramAlteration, { kind: 'set' }>,
): Promise<Upsertion> {
  const { world } = core.config;
  const { user: name, mechanism, password, iterations = ITERATIONS } = alteration;
  const salt = alteration.salt ?? world.random.bytes(SALT_BYTES);
  const input = { mechanism, password, salt, iterations };
  const saltedPassword = await world.offload.run(saltPasswordJob, input);
  return { name, mechanism: numberOf(mechanism), iterations, salt, saltedPassword };
}
