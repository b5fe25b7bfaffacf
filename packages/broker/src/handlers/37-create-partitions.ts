// CreatePartitions: gives topics more partitions; never fewer.
//
// Behaviour: decided by the controller; the answer waits until this broker knows the partitions
// too.

import {
  createPartitionsApi,
  type CreatePartitionsRequest,
  type CreatePartitionsResponse,
} from '@ottla/protocol';
import { forwardedHandler, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

export function createPartitionsHandler(
  options: ForwardingOptions,
): Handler<CreatePartitionsRequest, CreatePartitionsResponse> {
  const acls = [{ operation: 'ALTER', resourceType: 'topic' }] as const;
  return forwardedHandler(createPartitionsApi, acls, options);
}
