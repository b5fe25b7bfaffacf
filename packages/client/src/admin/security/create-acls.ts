// CreateAcls (30). A rule that is there already is made again without an error.

import { createAclsApi, errors } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { KafkaError } from '../../errors.ts';
import { allDone } from '../driver/call-outcomes.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { doneOf, type Outcome } from '../driver/outcome.ts';
import { results } from '../driver/partition-items.ts';
import { isPassingChange } from '../driver/passing-change.ts';
import { runOperation } from '../driver/run-operation.ts';
import { aclDraft, aclName, type AclBinding } from './acl-words.ts';

export interface CreatedAcl {
  readonly acl: AclBinding;
  readonly outcome: Outcome<true>;
}

/** In the order of `acls`. Where rules fail, it throws as `valuesOf` does. */
export async function createAcls(
  core: ClientCore,
  acls: readonly AclBinding[],
  options: AdminOptions = {},
): Promise<CreatedAcl[]> {
  // One of them would fail the whole request.
  const definite = acls.filter((acl) => isDefinite(acl));
  const outcomes = await runOperation(
    core,
    {
      doing: 'create ACLs',
      api: createAclsApi,
      placeOf: () => CONTROLLER,
      nameOf: aclName,
      request: (asked: readonly AclBinding[]) => ({ creations: asked.map(aclDraft) }),
      // The answer has no names: it is in the order of the request.
      outcomesOf: (response, asked) =>
        asked.flatMap((acl, index) => {
          const told = response.results[index];
          return told === undefined ? [] : [[acl, doneOf(told, aclName(acl))] as const];
        }),
      isPassing: isPassingChange,
    },
    definite,
    options,
  );
  for (const acl of acls) {
    if (isDefinite(acl)) continue;
    const text = `${aclName(acl)}: it must say one type, pattern, operation and permission`;
    outcomes.set(acl, new KafkaError(errors.INVALID_REQUEST, text));
  }
  return allDone(
    results(acls, outcomes, (acl, outcome) => ({ acl, outcome })),
    ({ acl }) => aclName(acl),
    ({ outcome }) => outcome,
  );
}

/** Words that stand for several things are for filters. */
function isDefinite({ resourceType, patternType, operation, permission }: AclBinding): boolean {
  return [resourceType, patternType, operation, permission].every(
    (word) => word !== 'ANY' && word !== 'UNKNOWN' && word !== 'MATCH',
  );
}
