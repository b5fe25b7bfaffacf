// OffsetFetch: offsets that are committed, of groups in the form of version 8 and later: each
// version's own form is the edge's business.

import {
  type OffsetFetchRequest,
  type OffsetFetchResponse,
  offsetFetchApi,
} from '@ottla/protocol';
import type { ShardQuery } from '../../runtime/shard.ts';
import type { GroupState } from '../group-state.ts';
import { fetchOffsets, refuseOffsetFetch } from '../offsets/fetch-offsets.ts';

export const offsetFetch: ShardQuery<GroupState, OffsetFetchRequest, OffsetFetchResponse> = {
  api: offsetFetchApi,
  read: (state, request, { offset }) => fetchOffsets(state, request, offset),
  refuse: refuseOffsetFetch,
};
