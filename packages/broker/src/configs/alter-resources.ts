// What AlterConfigs and IncrementalAlterConfigs share: the broker looks at every resource first,
// the controller gets those that are left, and the answer has all of them in the order of the
// request. Very many resources are looked at, and answered, in slices.

import { configResourceTypes } from '@ottla/metadata';
import type { Draft } from '@ottla/protocol';
import { answerInSlices, SLICE_SIZE, type SlicesHost } from '../handlers/answer-in-slices.ts';
import type { RequestContext } from '../handlers/handler.ts';
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

export interface Alteration<Resource extends AlteredResource> {
  readonly resources: readonly Resource[];
  readonly isNullAllowed: (config: Resource['configs'][number]) => boolean;
  /** The broker's own verdict; undefined where the controller is to decide. */
  readonly decide: (resource: Resource) => AlterOutcome | undefined;
  /** Has the controller decide about those that are left. */
  readonly ask: (
    left: readonly Resource[],
    answered: (responses: readonly ResourceResult[]) => void,
  ) => void;
}

/** Answers with a result for each resource; with nothing where the client is gone. */
export function alterResources<Resource extends AlteredResource>(
  alteration: Alteration<Resource>,
  host: SlicesHost,
  context: RequestContext,
  respond: (results: Draft<ResourceResult>[] | undefined) => void,
): void {
  const { resources } = alteration;
  answerInSlices(broughtForward(alteration), host, context, (outcomes) => {
    if (outcomes === undefined) return respond(undefined);
    const answered = (responses: readonly ResourceResult[]): void =>
      answerInSlices(allResults(resources, outcomes, responses), host, context, respond);
    const left = resources.filter((each) => !outcomes.has(each));
    if (left.length === 0) answered([]);
    else alteration.ask(left, answered);
  });
}

type Outcomes<Resource> = ReadonlyMap<Resource, AlterOutcome>;

const { BROKER, BROKER_LOGGER, TOPIC, CLIENT_METRICS, GROUP } = configResourceTypes;

/** The broker's own verdicts; what is missing is the controller's to decide. */
function* broughtForward<Resource extends AlteredResource>({
  resources,
  isNullAllowed,
  decide,
}: Alteration<Resource>): Generator<undefined, Outcomes<Resource>> {
  const repeated = yield* repeatedKeys(resources);
  const outcomes = new Map<Resource, AlterOutcome>();
  let size = 0;
  for (const resource of resources) {
    if (size >= SLICE_SIZE) {
      size = 0;
      yield;
    }
    const outcome = repeated.has(keyOf(resource))
      ? invalidRequest('Each resource must appear at most once.')
      : (formProblem(resource, isNullAllowed) ?? decide(resource));
    if (outcome !== undefined) outcomes.set(resource, outcome);
    size += sizeOf(resource);
  }
  return outcomes;
}

/** A broker's own configs are looked at all together, whatever is to change. */
function sizeOf({ resourceType, configs }: AlteredResource): number {
  const isOwn = resourceType === BROKER || resourceType === BROKER_LOGGER;
  return isOwn ? SLICE_SIZE / 4 : 1 + configs.length;
}

function* repeatedKeys(
  resources: readonly AlteredResource[],
): Generator<undefined, ReadonlySet<string>> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  let count = 0;
  for (const resource of resources) {
    const key = keyOf(resource);
    (seen.has(key) ? repeated : seen).add(key);
    count += 1;
    if (count % SLICE_SIZE === 0) yield;
  }
  return repeated;
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

const LEFT_TO_THE_CONTROLLER: ReadonlySet<number> = new Set([TOPIC, CLIENT_METRICS, GROUP]);

/** For resources that are neither brokers nor loggers. */
export function otherOutcome(resourceType: number): AlterOutcome | undefined {
  if (LEFT_TO_THE_CONTROLLER.has(resourceType)) return undefined;
  return invalidRequest(`Unknown resource type ${resourceType}`);
}

/** All resources of the request, in its order. */
function* allResults<Resource extends AlteredResource>(
  resources: readonly Resource[],
  outcomes: Outcomes<Resource>,
  fromController: readonly ResourceResult[],
): Generator<undefined, Draft<ResourceResult>[]> {
  const answered = new Map<string, ResourceResult>();
  const results: Draft<ResourceResult>[] = [];
  let count = 0;
  for (const each of fromController) {
    answered.set(keyOf(each), each);
    count += 1;
    if (count % SLICE_SIZE === 0) yield;
  }
  for (const resource of resources) {
    const { resourceType, resourceName } = resource;
    const outcome = outcomes.get(resource);
    const answer = answered.get(keyOf(resource));
    const errorCode = outcome?.error.code ?? answer?.errorCode ?? -1;
    const errorMessage = outcome === undefined ? (answer?.errorMessage ?? null) : outcome.message;
    results.push({ errorCode, errorMessage, resourceType, resourceName });
    count += 1;
    if (count % SLICE_SIZE === 0) yield;
  }
  return results;
}

function keyOf(resource: { readonly resourceType: number; readonly resourceName: string }): string {
  return `${resource.resourceType}:${resource.resourceName}`;
}
