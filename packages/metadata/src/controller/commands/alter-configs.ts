// AlterConfigs, the older form: a resource gets exactly the configs that are named, and loses the
// others.

import {
  type AlterConfigsRequest,
  type AlterConfigsResponse,
  alterConfigsApi,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import { configResourceKey } from '../../image/configs-image.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import type { CommandContext, CommandResult, ControllerCommand } from '../command.ts';
import { replaceConfigs } from '../config-changes.ts';
import { type Outcome, refusal, SUCCESS } from '../outcome.ts';

type Resource = AlterConfigsRequest['resources'][number];
type Result = Draft<AlterConfigsResponse['responses'][number]>;

function result({ resourceType, resourceName }: Resource, { error, message }: Outcome): Result {
  return { resourceType, resourceName, errorCode: error.code, errorMessage: message };
}

function formProblem({ configs }: Resource, isRepeated: boolean): string | undefined {
  if (isRepeated) return 'Each resource must appear at most once.';
  const names = configs.map((each) => each.name);
  const seen = new Set<string>();
  const repeated = names.find((name) => seen.size === seen.add(name).size);
  if (repeated !== undefined) return `Error due to duplicate config keys: ${repeated}`;
  const nulls = configs.filter((each) => each.value === null).map((each) => each.name);
  return nulls.length === 0 ? undefined : `Null value not supported for : ${nulls.join(',')}`;
}

function handle(
  context: CommandContext,
  request: AlterConfigsRequest,
): CommandResult<AlterConfigsResponse> {
  const byKey = Map.groupBy(request.resources, ({ resourceType, resourceName }) =>
    configResourceKey(resourceType, resourceName),
  );
  const records: MetadataRecord[] = [];
  const responses: Result[] = [];
  for (const [resource, ...more] of byKey.values()) {
    if (resource === undefined) continue;
    const problem = formProblem(resource, more.length > 0);
    if (problem !== undefined) {
      responses.push(result(resource, refusal(errors.INVALID_REQUEST, problem)));
      continue;
    }
    const values = new Map(resource.configs.map(({ name, value }) => [name, value]));
    const at = { type: resource.resourceType, name: resource.resourceName };
    const change = replaceConfigs(context, at, values);
    if (change.kind === 'changed') records.push(...change.records);
    responses.push(result(resource, change.kind === 'changed' ? SUCCESS : change.outcome));
  }
  return { records: request.validateOnly ? [] : records, response: { responses }, atomic: true };
}

function refuse(
  request: AlterConfigsRequest,
  error: ProtocolError,
  message: string | null,
): Draft<AlterConfigsResponse> {
  return { responses: request.resources.map((each) => result(each, { error, message })) };
}

export const alterConfigs: ControllerCommand<AlterConfigsRequest, AlterConfigsResponse> = {
  api: alterConfigsApi,
  handle,
  refuse,
};
