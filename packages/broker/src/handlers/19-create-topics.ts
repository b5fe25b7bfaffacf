// CreateTopics: names, counts or manual assignments, and configs of new topics.
//
// Behaviour: decided by the controller, see packages/metadata/src/controller; the answer waits
// until this broker knows the topics too.
// Version notes: 5+ tells partitions, replicas and configs of what was made; 7+ its topic id.

import { createTopicsApi, type CreateTopicsRequest, type CreateTopicsResponse } from '@ottla/protocol';
import { forwardedHandler, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

export function createTopicsHandler(
  options: ForwardingOptions,
): Handler<CreateTopicsRequest, CreateTopicsResponse> {
  const acls = [{ operation: 'CREATE', resourceType: 'cluster' }] as const;
  return forwardedHandler(createTopicsApi, acls, options);
}
