// What AlterConfigs and IncrementalAlterConfigs share: each resource is decided by itself, in
// slices, and what all of them cause is one batch, or nothing where that would be too large.

import { errors } from '@ottla/protocol';
import { configResourceKey } from '../image/configs-image.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import {
  DECIDED_PER_SLICE,
  type Deciding,
  RECORDS_PER_USER_OPERATION_MAX,
  TOO_MANY_RECORDS,
} from './command.ts';
import type { ConfigChange } from './config-changes.ts';
import { type Outcome, refusal, SUCCESS } from './outcome.ts';

export interface AlteredResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly unknown[];
}

export interface AlteredResult {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

export interface AlteredResources {
  readonly records: readonly MetadataRecord[];
  /** One for each resource, however often it was named. */
  readonly responses: readonly AlteredResult[];
}

/** Where the records would be too many for one request. */
export const TOO_MUCH_ALTERED: Outcome = {
  error: errors.POLICY_VIOLATION,
  message: TOO_MANY_RECORDS,
};

export function alteredResult(
  { resourceType, resourceName }: AlteredResource,
  { error, message }: Outcome,
): AlteredResult {
  return { resourceType, resourceName, errorCode: error.code, errorMessage: message };
}

/** A refusal for what is wrong with the request itself. */
export function invalidAlteration(message: string): ConfigChange {
  return { kind: 'refused', outcome: refusal(errors.INVALID_REQUEST, message) };
}

/** Undefined where the records are too many. */
export function* alterResources<Resource extends AlteredResource>(
  resources: readonly Resource[],
  decide: (resource: Resource, isRepeated: boolean) => ConfigChange,
): Deciding<AlteredResources | undefined> {
  const { once, repeated } = yield* resourcesOnce(resources);
  const records: MetadataRecord[] = [];
  const responses: AlteredResult[] = [];
  let size = 0;
  for (const [key, resource] of once) {
    const change = decide(resource, repeated.has(key));
    const isChanged = change.kind === 'changed';
    if (isChanged) for (const each of change.records) records.push(each);
    if (records.length > RECORDS_PER_USER_OPERATION_MAX) return undefined;
    responses.push(alteredResult(resource, isChanged ? SUCCESS : change.outcome));
    size += 1 + resource.configs.length;
    if (size < DECIDED_PER_SLICE) continue;
    size = 0;
    yield;
  }
  return { records, responses };
}

interface ResourcesOnce<Resource> {
  /** By their keys, in the order in which they come first. */
  readonly once: ReadonlyMap<string, Resource>;
  readonly repeated: ReadonlySet<string>;
}

function* resourcesOnce<Resource extends AlteredResource>(
  resources: readonly Resource[],
): Deciding<ResourcesOnce<Resource>> {
  const once = new Map<string, Resource>();
  const repeated = new Set<string>();
  let count = 0;
  for (const resource of resources) {
    const key = configResourceKey(resource.resourceType, resource.resourceName);
    if (once.has(key)) repeated.add(key);
    else once.set(key, resource);
    count += 1;
    // They are only sorted out here.
    if (count % (4 * DECIDED_PER_SLICE) === 0) yield;
  }
  return { once, repeated };
}

/** What is wrong where a resource, or one of its configs, is named more than once. */
export function repetitionIn(
  configs: readonly { readonly name: string }[],
  isRepeated: boolean,
): string | undefined {
  if (isRepeated) return 'Each resource must appear at most once.';
  const seen = new Set<string>();
  const repeated = configs.find(({ name }) => seen.size === seen.add(name).size);
  return repeated && `Error due to duplicate config keys: ${repeated.name}`;
}
