// UnregisterBroker: takes a broker out of the cluster's books for good.
//
// Behaviour: decided by the controller.
// Version notes: there is one version.

import {
  unregisterBrokerApi,
  type UnregisterBrokerRequest,
  type UnregisterBrokerResponse,
} from '@ottla/protocol';
import { forwardedHandler, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

export function unregisterBrokerHandler(
  options: ForwardingOptions,
): Handler<UnregisterBrokerRequest, UnregisterBrokerResponse> {
  const acls = [{ operation: 'ALTER', resourceType: 'cluster' }] as const;
  return forwardedHandler(unregisterBrokerApi, acls, options);
}
