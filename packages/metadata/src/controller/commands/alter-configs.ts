// AlterConfigs, the older form: a resource gets exactly the configs that are named, and loses the
// others.

import {
  type AlterConfigsRequest,
  type AlterConfigsResponse,
  alterConfigsApi,
  type Draft,
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
import { type ConfigChange, replaceConfigs } from '../config-changes.ts';

type Resource = AlterConfigsRequest['resources'][number];

function formProblem({ configs }: Resource, isRepeated: boolean): string | undefined {
  const repetition = repetitionIn(configs, isRepeated);
  if (repetition !== undefined) return repetition;
  const nulls = configs.filter((each) => each.value === null).map((each) => each.name);
  return nulls.length === 0 ? undefined : `Null value not supported for : ${nulls.join(',')}`;
}

function change(context: CommandContext, resource: Resource, isRepeated: boolean): ConfigChange {
  const problem = formProblem(resource, isRepeated);
  if (problem !== undefined) return invalidAlteration(problem);
  const values = new Map(resource.configs.map(({ name, value }) => [name, value]));
  const at = { type: resource.resourceType, name: resource.resourceName };
  return replaceConfigs(context, at, values);
}

function* handle(
  context: CommandContext,
  request: AlterConfigsRequest,
): Deciding<CommandResult<AlterConfigsResponse>> {
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
  request: AlterConfigsRequest,
  error: ProtocolError,
  message: string | null,
): Draft<AlterConfigsResponse> {
  return { responses: request.resources.map((each) => alteredResult(each, { error, message })) };
}

export const alterConfigs: ControllerCommand<AlterConfigsRequest, AlterConfigsResponse> = {
  api: alterConfigsApi,
  handle,
  refuse,
};
