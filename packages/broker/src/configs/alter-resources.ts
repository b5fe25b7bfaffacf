// What AlterConfigs and IncrementalAlterConfigs share: the broker looks at every resource first,
// the controller gets those that are left, and the answer has all of them in the order of the
// request.

import { configResourceTypes } from '@ottla/metadata';
import type { Draft } from '@ottla/protocol';
import { type AlterOutcome, invalidRequest } from './alter-outcome.ts';

export interface AlteredResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly { readonly name: string; readonly value: string | null }[];
}

export interface ResourceResult {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

type Outcomes<Resource> = ReadonlyMap<Resource, AlterOutcome>;

/** The broker's own verdicts; what is missing is the controller's to decide. */
export function broughtForward<Resource extends AlteredResource>(
  resources: readonly Resource[],
  isNullAllowed: (config: Resource['configs'][number]) => boolean,
  decide: (resource: Resource) => AlterOutcome | undefined,
): Outcomes<Resource> {
  const byKey = Map.groupBy(resources, keyOf);
  const outcomes = new Map<Resource, AlterOutcome>();
  for (const resource of resources) {
    const isAlone = byKey.get(keyOf(resource))?.length === 1;
    const outcome = isAlone
      ? (formProblem(resource, isNullAllowed) ?? decide(resource))
      : invalidRequest('Each resource must appear at most once.');
    if (outcome !== undefined) outcomes.set(resource, outcome);
  }
  return outcomes;
}

function formProblem<Resource extends AlteredResource>(
  { configs }: Resource,
  isNullAllowed: (config: Resource['configs'][number]) => boolean,
): AlterOutcome | undefined {
  const names = configs.map((each) => each.name);
  if (new Set(names).size < names.length) {
    return invalidRequest('Error due to duplicate config keys');
  }
  const nulls = configs.filter((each) => each.value === null && !isNullAllowed(each));
  if (nulls.length === 0) return undefined;
  const list = nulls.map((each) => each.name).join(', ');
  return invalidRequest(`Null value not supported for : ${list}`);
}

const { TOPIC, CLIENT_METRICS, GROUP } = configResourceTypes;
const LEFT_TO_THE_CONTROLLER: ReadonlySet<number> = new Set([TOPIC, CLIENT_METRICS, GROUP]);

/** For resources that are neither brokers nor loggers. */
export function otherOutcome(resourceType: number): AlterOutcome | undefined {
  if (LEFT_TO_THE_CONTROLLER.has(resourceType)) return undefined;
  return invalidRequest(`Unknown resource type ${resourceType}`);
}

/** All resources of the request, in its order. */
export function allResults<Resource extends AlteredResource>(
  resources: readonly Resource[],
  outcomes: Outcomes<Resource>,
  fromController: readonly ResourceResult[],
): Draft<ResourceResult>[] {
  const answered = new Map(fromController.map((each) => [keyOf(each), each]));
  return resources.map((resource) => {
    const { resourceType, resourceName } = resource;
    const outcome = outcomes.get(resource);
    const answer = answered.get(keyOf(resource));
    const errorCode = outcome?.error.code ?? answer?.errorCode ?? -1;
    const errorMessage = outcome === undefined ? (answer?.errorMessage ?? null) : outcome.message;
    return { errorCode, errorMessage, resourceType, resourceName };
  });
}

function keyOf(resource: { readonly resourceType: number; readonly resourceName: string }): string {
  return `${resource.resourceType}:${resource.resourceName}`;
}
