// UpdateFeatures: moves finalised feature levels.
//
// Behaviour: decided by the controller; the answer waits until this broker knows the new levels.
// Version notes: 0 has a flag in place of the upgrade type; 0 and 1 have a result for each feature.

import {
  updateFeaturesApi,
  type UpdateFeaturesRequest,
  type UpdateFeaturesResponse,
} from '@ottla/protocol';
import { forwardedHandler, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

export function updateFeaturesHandler(
  options: ForwardingOptions,
): Handler<UpdateFeaturesRequest, UpdateFeaturesResponse> {
  const acls = [{ operation: 'ALTER', resourceType: 'cluster' }] as const;
  return forwardedHandler(updateFeaturesApi, acls, options);
}
