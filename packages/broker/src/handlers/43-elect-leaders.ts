// ElectLeaders: the preferred replicas are to lead, or any replica at all.
//
// Behaviour: decided by the controller; the answer waits until this broker knows who leads.
// Version notes: 1+ names the type of election; before, the preferred replica is meant.

import {
  electLeadersApi,
  type ElectLeadersRequest,
  type ElectLeadersResponse,
} from '@ottla/protocol';
import { forwardedHandler, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

export function electLeadersHandler(
  options: ForwardingOptions,
): Handler<ElectLeadersRequest, ElectLeadersResponse> {
  const acls = [{ operation: 'ALTER', resourceType: 'cluster' }] as const;
  return forwardedHandler(electLeadersApi, acls, options);
}
