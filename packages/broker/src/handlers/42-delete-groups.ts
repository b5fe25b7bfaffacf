// DeleteGroups: groups without members go, with their offsets.
//
// Behaviour: each group's coordinator is asked; a group that is named twice counts once.
// Version notes: the same in all versions.

import {
  deleteGroupsApi,
  type DeleteGroupsRequest,
  type DeleteGroupsResponse,
  type Draft,
  errors,
} from '@ottla/protocol';
import { AnswerParts } from '../coordinator/answer-parts.ts';
import { callerOf, type CommandTarget } from '../coordinator/call-shard.ts';
import { keysByShard } from '../coordinator/keys-by-shard.ts';
import type { Handler } from './handler.ts';

export function deleteGroupsHandler<State>({
  coordinator,
  command,
}: CommandTarget<State, DeleteGroupsRequest, DeleteGroupsResponse>): Handler<
  DeleteGroupsRequest,
  DeleteGroupsResponse
> {
  return {
    api: deleteGroupsApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DELETE', resourceType: 'group' }],
    handle(request, context, respond) {
      const { throttleTimeMs } = context;
      const caller = callerOf(context);
      const parts = new AnswerParts<Draft<DeleteGroupsResponse>>((answers) => {
        const results = answers.flatMap((answer) => answer.results ?? []);
        respond({ throttleTimeMs, results });
      });
      const names = new Set(request.groupsNames);
      const tickets = keysByShard(coordinator, names).map(([key = '', ...rest]) => {
        const asked = { ...request, groupsNames: [key, ...rest] };
        return coordinator.submit(key, command, asked, { caller, respond: parts.expect() });
      });
      parts.seal();
      if (parts.isDone) return;
      context.whenGone({
        abandon: () => {
          for (const ticket of tickets) ticket?.abandon(errors.COORDINATOR_NOT_AVAILABLE);
        },
      });
    },
  };
}
