// OffsetFetch with requireStable: it sees what is written last, and its answer waits until that is
// committed, so that no later fetch finds less. Without the flag it is a query.

import {
  errors,
  type OffsetFetchRequest,
  type OffsetFetchResponse,
  offsetFetchApi,
} from '@ottla/protocol';
import type { ShardCommand } from '../../runtime/shard.ts';
import type { GroupState } from '../group-state.ts';
import { fetchOffsets, refuseOffsetFetch } from '../offsets/fetch-offsets.ts';
import { Turn } from '../turn.ts';

export const offsetFetchStable: ShardCommand<GroupState, OffsetFetchRequest, OffsetFetchResponse> =
  {
    api: offsetFetchApi,
    handle(state, request, ticket) {
      const turn = new Turn(state);
      turn.answer(ticket, fetchOffsets(state, request));
      return turn.result();
    },
    refuse(request, error) {
      // Consumers before 3.9 do not know the first, and would not try again.
      const isLate = error === errors.COORDINATOR_NOT_AVAILABLE;
      return refuseOffsetFetch(request, isLate ? errors.NOT_COORDINATOR : error);
    },
  };
