// AlterPartitionReassignments: other replicas for partitions, or back to those that there were.
//
// Behaviour: decided by the controller; the answer waits until this broker has applied what began.
// Version notes: 1+ can forbid another number of replicas.

import {
  alterPartitionReassignmentsApi,
  type AlterPartitionReassignmentsRequest,
  type AlterPartitionReassignmentsResponse,
} from '@ottla/protocol';
import { forwardedHandler, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

export function alterPartitionReassignmentsHandler(
  options: ForwardingOptions,
): Handler<AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse> {
  const acls = [{ operation: 'ALTER', resourceType: 'cluster' }] as const;
  return forwardedHandler(alterPartitionReassignmentsApi, acls, options);
}
