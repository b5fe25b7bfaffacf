// DescribeQuorum: who leads the metadata log, how far it is committed, how far every replica is.
//
// Behaviour: told by raft on the leader, see packages/broker/src/controller/describe-quorum.ts.
// Version notes: 1+ tells when replicas fetched; 2+ directories, endpoints and messages.

import {
  describeQuorumApi,
  type DescribeQuorumRequest,
  type DescribeQuorumResponse,
} from '@ottla/protocol';
import { forwardedHandler, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

export function describeQuorumHandler(
  options: ForwardingOptions,
): Handler<DescribeQuorumRequest, DescribeQuorumResponse> {
  const acls = [{ operation: 'DESCRIBE', resourceType: 'cluster' }] as const;
  return forwardedHandler(describeQuorumApi, acls, options);
}
