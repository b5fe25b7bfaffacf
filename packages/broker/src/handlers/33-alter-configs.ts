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
import { allResults, broughtForward, otherOutcome } from '../configs/alter-resources.ts';
import { askController, type ForwardingOptions } from './forwarded.ts';
import type { Handler } from './handler.ts';

type Resource = AlterConfigsRequest['resources'][number];

export interface AlterConfigsOptions extends ForwardingOptions, BrokerConfigOptions {}

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
      const outcomes = broughtForward(
        resources,
        () => false,
        (each) => outcomeOf(options, each),
      );
      const { throttleTimeMs } = context;
      const left = resources.filter((each) => !outcomes.has(each));
      if (left.length === 0) {
        return respond({ throttleTimeMs, responses: allResults(resources, outcomes, []) });
      }
      const asked = { resources: left, validateOnly };
      askController(alterConfigsApi, { asked, context, options }, ({ responses }) => {
        respond({ throttleTimeMs, responses: allResults(resources, outcomes, responses) });
      });
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
