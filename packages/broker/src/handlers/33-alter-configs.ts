// AlterConfigs, the older form: a resource gets exactly the configs that are named, and loses the
// others.
//
// Behaviour: the broker looks at its own configs, at repetitions and at nulls; the controller
// decides the rest. Loggers cannot be altered in this form.
// Version notes: the same in all versions.

import { configResourceTypes } from '@ottla/metadata';
import {
  alterConfigsApi,
  type AlterConfigsRequest,
  type AlterConfigsResponse,
} from '@ottla/protocol';
import {
  type BrokerConfigOptions,
  replacedBrokerConfigs,
} from '../configs/alter-broker-configs.ts';
import type { AlterOutcome } from '../configs/alter-outcome.ts';
import { type Alteration, alterResources, otherOutcome } from '../configs/alter-resources.ts';
import type { SlicesHost } from './answer-in-slices.ts';
import { askController, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

type Resource = AlterConfigsRequest['resources'][number];

export interface AlterConfigsOptions extends ForwardingOptions, BrokerConfigOptions, SlicesHost {}

export function alterConfigsHandler(
  options: AlterConfigsOptions,
): Handler<AlterConfigsRequest, AlterConfigsResponse> {
  return {
    api: alterConfigsApi,
    listeners: ['broker', 'controller'],
    forwardable: true,
    acls: [{ operation: 'ALTER_CONFIGS', resourceType: 'cluster' }],
    handle: (request, context, respond) => {
      const { resources, validateOnly } = request;
      const { throttleTimeMs } = context;
      const alteration: Alteration<Resource> = {
        resources,
        isNullAllowed: () => false,
        decide: (each) => outcomeOf(options, each),
        ask: (left, answered) => {
          const asked = { resources: left, validateOnly };
          const api = alterConfigsApi;
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
  options: BrokerConfigOptions,
  { resourceType, resourceName, configs }: Resource,
): AlterOutcome | undefined {
  if (resourceType !== configResourceTypes.BROKER) return otherOutcome(resourceType);
  const values = new Map(configs.map(({ name, value }) => [name, value ?? '']));
  return replacedBrokerConfigs(options, resourceName, values);
}
