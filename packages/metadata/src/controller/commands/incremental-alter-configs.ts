// IncrementalAlterConfigs: sets, removes, appends to and takes from single configs of resources.
// Each resource changes wholly or not at all.

import {
  type Draft,
  type IncrementalAlterConfigsRequest,
  type IncrementalAlterConfigsResponse,
  incrementalAlterConfigsApi,
  type ProtocolError,
} from '@ottla/protocol';
import {
  alteredResult,
  alterResources,
  invalidAlteration,
  repetitionIn,
  TOO_MUCH_ALTERED,
} from '../altered-resources.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
  type Deciding,
} from '../command.ts';
import { changeConfigs, type ConfigChange } from '../config-changes.ts';

type Resource = IncrementalAlterConfigsRequest['resources'][number];

/** What is wrong with the request itself, before any state is looked at. */
function formProblem({ resourceType, configs }: Resource, isRepeated: boolean): string | undefined {
  const repetition = repetitionIn(configs, isRepeated);
  if (repetition !== undefined) return repetition;
  const nulls = configs.filter((each) => each.value === null && each.configOperation !== 1);
  if (nulls.length === 0) return undefined;
  const list = nulls.map((each) => each.name).join(',');
  return `Null value not supported for : ${list} (resource type ${resourceType})`;
}

function change(context: CommandContext, resource: Resource, isRepeated: boolean): ConfigChange {
  const problem = formProblem(resource, isRepeated);
  if (problem !== undefined) return invalidAlteration(problem);
  const operations = resource.configs.map(({ name, configOperation, value }) => ({
    name,
    operation: configOperation,
    value,
  }));
  const at = { type: resource.resourceType, name: resource.resourceName };
  return changeConfigs(context, at, operations);
}

function* handle(
  context: CommandContext,
  request: IncrementalAlterConfigsRequest,
): Deciding<CommandResult<IncrementalAlterConfigsResponse>> {
  const altered = yield* alterResources(request.resources, (resource, isRepeated) =>
    change(context, resource, isRepeated),
  );
  if (altered === undefined) {
    return answer(refuse(request, TOO_MUCH_ALTERED.error, TOO_MUCH_ALTERED.message));
  }
  const { records, responses } = altered;
  return { records: request.validateOnly ? [] : records, response: { responses }, atomic: true };
}

function refuse(
  request: IncrementalAlterConfigsRequest,
  error: ProtocolError,
  message: string | null,
): Draft<IncrementalAlterConfigsResponse> {
  return { responses: request.resources.map((each) => alteredResult(each, { error, message })) };
}

export const incrementalAlterConfigs: ControllerCommand<
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse
> = { api: incrementalAlterConfigsApi, handle, refuse };
