// DeleteTopics: removes topics with all their records.
//
// Behaviour: decided by the controller (delete.topic.enable is its business too); the answer waits
// until this broker has let go of the partitions.
// Version notes: up to 5 by name; 6 by name or topic id.

import { deleteTopicsApi, type DeleteTopicsRequest, type DeleteTopicsResponse } from '@ottla/protocol';
import { forwardedHandler, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

export function deleteTopicsHandler(
  options: ForwardingOptions,
): Handler<DeleteTopicsRequest, DeleteTopicsResponse> {
  const acls = [{ operation: 'DELETE', resourceType: 'topic' }] as const;
  return forwardedHandler(deleteTopicsApi, acls, options);
}
