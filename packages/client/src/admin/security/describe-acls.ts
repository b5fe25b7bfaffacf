// DescribeAcls (29).

import { describeAclsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';
import { aclFilterDraft, aclOf, type AclBinding, type AclFilter } from './acl-words.ts';

/** Throws for example SECURITY_DISABLED, where the brokers have no authorizer. */
export function describeAcls(
  core: ClientCore,
  filter: AclFilter,
  options: AdminOptions = {},
): Promise<AclBinding[]> {
  const doing = 'describe ACLs';
  return askOne(
    core,
    {
      doing,
      api: describeAclsApi,
      place: ANY,
      request: () => aclFilterDraft(filter),
      outcomeOf: (response) =>
        outcomeOf(response, doing, () =>
          response.resources.flatMap(({ acls, ...resource }) =>
            acls.map((acl) => aclOf({ ...resource, ...acl })),
          ),
        ),
    },
    options,
  );
}
