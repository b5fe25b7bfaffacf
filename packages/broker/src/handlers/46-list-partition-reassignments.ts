// ListPartitionReassignments: partitions on their way to other replicas.
//
// Behaviour: told by the controller.
// Version notes: there is one version.

import {
  listPartitionReassignmentsApi,
  type ListPartitionReassignmentsRequest,
  type ListPartitionReassignmentsResponse,
} from '@ottla/protocol';
import { forwardedHandler, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

export function listPartitionReassignmentsHandler(
  options: ForwardingOptions,
): Handler<ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse> {
  const acls = [{ operation: 'DESCRIBE', resourceType: 'cluster' }] as const;
  return forwardedHandler(listPartitionReassignmentsApi, acls, options);
}
