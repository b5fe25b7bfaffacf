// IncrementalAlterConfigs: sets, removes, appends to and takes from single configs of resources.
// Each resource changes wholly or not at all.

import {
  type Draft,
  errors,
  type IncrementalAlterConfigsRequest,
  type IncrementalAlterConfigsResponse,
  incrementalAlterConfigsApi,
  type ProtocolError,
} from '@ottla/protocol';
import { configResourceKey } from '../../image/configs-image.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import type { CommandContext, CommandResult, ControllerCommand } from '../command.ts';
import { changeConfigs } from '../config-changes.ts';
import { type Outcome, refusal, SUCCESS } from '../outcome.ts';

type Resource = IncrementalAlterConfigsRequest['resources'][number];
type Result = Draft<IncrementalAlterConfigsResponse['responses'][number]>;

function result({ resourceType, resourceName }: Resource, { error, message }: Outcome): Result {
  return { resourceType, resourceName, errorCode: error.code, errorMessage: message };
}

/** What is wrong with the request itself, before any state is looked at. */
function formProblem({ resourceType, configs }: Resource, isRepeated: boolean): string | undefined {
  if (isRepeated) return 'Each resource must appear at most once.';
  const names = configs.map((each) => each.name);
  const seen = new Set<string>();
  const repeated = names.find((name) => seen.size === seen.add(name).size);
  if (repeated !== undefined) return `Error due to duplicate config keys: ${repeated}`;
  const nulls = configs.filter((each) => each.value === null && each.configOperation !== 1);
  if (nulls.length === 0) return undefined;
  const list = nulls.map((each) => each.name).join(',');
  return `Null value not supported for : ${list} (resource type ${resourceType})`;
}

function handle(
  context: CommandContext,
  request: IncrementalAlterConfigsRequest,
): CommandResult<IncrementalAlterConfigsResponse> {
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
    const operations = resource.configs.map(({ name, configOperation, value }) => ({
      name,
      operation: configOperation,
      value,
    }));
    const at = { type: resource.resourceType, name: resource.resourceName };
    const change = changeConfigs(context, at, operations);
    if (change.kind === 'changed') records.push(...change.records);
    responses.push(result(resource, change.kind === 'changed' ? SUCCESS : change.outcome));
  }
  return { records: request.validateOnly ? [] : records, response: { responses }, atomic: true };
}

function refuse(
  request: IncrementalAlterConfigsRequest,
  error: ProtocolError,
  message: string | null,
): Draft<IncrementalAlterConfigsResponse> {
  return { responses: request.resources.map((each) => result(each, { error, message })) };
}

export const incrementalAlterConfigs: ControllerCommand<
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse
> = { api: incrementalAlterConfigsApi, handle, refuse };
