// IncrementalAlterConfigs: sets, removes, appends to and takes from single configs of resources
// (KIP-339).
//
// Behaviour: the broker looks at its own configs, at repetitions and at nulls, and changes the
// levels of its loggers itself; the controller decides the rest. The answer waits until this broker
// has applied what changed.
// Version notes: the same in all versions.

import type { LoggerLevels } from '@ottla/base';
import { configResourceTypes } from '@ottla/metadata';
import {
  incrementalAlterConfigsApi,
  type IncrementalAlterConfigsRequest,
  type IncrementalAlterConfigsResponse,
} from '@ottla/protocol';
import { type BrokerConfigOptions, changedBrokerConfigs } from '../configs/alter-broker-configs.ts';
import { alterLoggerLevels } from '../configs/alter-logger-levels.ts';
import { type AlterOutcome, operations } from '../configs/alter-outcome.ts';
import { type Alteration, alterResources, otherOutcome } from '../configs/alter-resources.ts';
import type { SlicesHost } from './answer-in-slices.ts';
import { askController, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

type Request = IncrementalAlterConfigsRequest;
type Resource = Request['resources'][number];

export interface IncrementalAlterConfigsOptions
  extends ForwardingOptions, BrokerConfigOptions, SlicesHost {
  readonly loggers: LoggerLevels;
}

export function incrementalAlterConfigsHandler(
  options: IncrementalAlterConfigsOptions,
): Handler<Request, IncrementalAlterConfigsResponse> {
  return {
    api: incrementalAlterConfigsApi,
    listeners: ['broker', 'controller'],
    forwardable: true,
    acls: [{ operation: 'ALTER_CONFIGS', resourceType: 'cluster' }],
    handle: (request, context, respond) => {
      const { resources, validateOnly } = request;
      const { throttleTimeMs } = context;
      const alteration: Alteration<Resource> = {
        resources,
        isNullAllowed: (config) => config.configOperation === operations.DELETE,
        decide: (each) => outcomeOf(options, each, validateOnly),
        ask: (left, answered) => {
          const asked = { resources: left, validateOnly };
          const api = incrementalAlterConfigsApi;
          askController(api, { asked, context, options }, (each) => answered(each.responses));
        },
      };
      alterResources(alteration, options, context, (responses) =>
        respond(responses === undefined ? undefined : { throttleTimeMs, responses }),
      );
    },
  };
}

function outcomeOf(
  options: IncrementalAlterConfigsOptions,
  resource: Resource,
  validateOnly: boolean,
): AlterOutcome | undefined {
  const { resourceType, resourceName, configs } = resource;
  const { BROKER, BROKER_LOGGER } = configResourceTypes;
  if (resourceType === BROKER_LOGGER) {
    return alterLoggerLevels(options.loggers, options.nodeId, resource, validateOnly);
  }
  if (resourceType === BROKER) return changedBrokerConfigs(options, resourceName, configs);
  return otherOutcome(resourceType);
}
