// Finds the broker at which each key is asked for: one Metadata request for all partitions, one
// FindCoordinator for all groups where the broker serves batches. One attempt: a key whose broker
// is not known now gets an error that the driver judges.

import {
  errors,
  findCoordinatorApi,
  metadataApi,
  type FindCoordinatorResponse,
  type MetadataResponse,
} from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import type { TopicWait } from '../../core/metadata-refresh.ts';
import { ClientError, ClosedError, KafkaError } from '../../errors.ts';
import type { CoordinatorType, NodeChoice, Place } from './operation.ts';
import { failureOf } from './outcome.ts';

type Located = NodeChoice | ClientError;

/** The protocol's numbers. */
const COORDINATOR_TYPES: Readonly<Record<CoordinatorType, number>> = { group: 0, transaction: 1 };
/** Of FindCoordinator: several keys in one request. */
const BATCH_VERSION = 4;
/** Of FindCoordinator: before it, only groups have coordinators. */
const TRANSACTIONS_VERSION = 1;

export async function locate<Key>(
  core: ClientCore,
  places: ReadonlyMap<Key, Place>,
  wait: TopicWait,
): Promise<Map<Key, Located>> {
  const leaders = new Map<Key, PlaceOf<'leader'>>();
  const coordinators = new Map<Key, PlaceOf<'coordinator'>>();
  const located = new Map<Key, Located>();
  // Looked for once, however many keys go there.
  let controller: Promise<Located> | undefined;
  for (const [key, place] of places) {
    if (place.kind === 'leader') leaders.set(key, place);
    else if (place.kind === 'coordinator') coordinators.set(key, place);
    else if (place.kind === 'broker') located.set(key, place.id);
    else if (isAnyBroker(core, place)) located.set(key, 'any');
    else located.set(key, await (controller ??= locateController(core, wait)));
  }
  const found = await Promise.all([
    locateLeaders(core, leaders, wait),
    ...(['group', 'transaction'] as const).map((type) =>
      locateCoordinators(core, type, coordinators, wait),
    ),
  ]);
  for (const part of found) for (const [key, node] of part) located.set(key, node);
  return located;
}

type PlaceOf<Kind extends Place['kind']> = Extract<Place, { readonly kind: Kind }>;

/** Of controllers not any will do: one that is not the active one would send the client on. */
function isAnyBroker(core: ClientCore, { kind }: PlaceOf<'any' | 'controller'>): boolean {
  return kind === 'any' && core.config.bootstrapKind !== 'controllers';
}

async function locateController(core: ClientCore, wait: TopicWait): Promise<Located> {
  try {
    return await core.controller(wait);
  } catch (error) {
    return outcomeOrThrow(error, wait);
  }
}

async function locateLeaders<Key>(
  core: ClientCore,
  places: ReadonlyMap<Key, PlaceOf<'leader'>>,
  wait: TopicWait,
): Promise<Map<Key, Located>> {
  if (places.size === 0) return new Map();
  const names = [...new Set([...places.values()].map(({ topic }) => topic))];
  const failed = (error: ClientError): Map<Key, Located> =>
    new Map([...places.keys()].map((key) => [key, error]));
  try {
    const { response } = await core.call({
      api: metadataApi,
      node: 'any',
      ...wait,
      request: (version) => ({
        topics: names.map((name) => ({ name })),
        ...(version >= 4 ? { allowAutoTopicCreation: false } : {}),
      }),
    });
    const topics = new Map(response.topics.map((topic) => [topic.name, topic]));
    return new Map(
      [...places].map(([key, place]) => [key, leaderIn(topics.get(place.topic), place)]),
    );
  } catch (error) {
    return failed(outcomeOrThrow(error, wait));
  }
}

function leaderIn(
  topic: MetadataResponse['topics'][number] | undefined,
  { topic: name, partition }: PlaceOf<'leader'>,
): Located {
  if (topic === undefined) return new KafkaError(errors.UNKNOWN_TOPIC_OR_PARTITION);
  if (topic.errorCode !== 0) return failureOf(topic, `topic ${name}`);
  const told = topic.partitions.find(({ partitionIndex }) => partitionIndex === partition);
  const label = `partition ${name}-${partition}`;
  if (told === undefined) {
    return failureOf({ errorCode: errors.UNKNOWN_TOPIC_OR_PARTITION.code }, label);
  }
  if (told.leaderId >= 0) return told.leaderId;
  return failureOf({ errorCode: told.errorCode || errors.LEADER_NOT_AVAILABLE.code }, label);
}

async function locateCoordinators<Key>(
  core: ClientCore,
  type: CoordinatorType,
  places: ReadonlyMap<Key, PlaceOf<'coordinator'>>,
  wait: TopicWait,
): Promise<Map<Key, Located>> {
  const ofType = new Map([...places].filter(([, place]) => place.type === type));
  const ids = new Set([...ofType.values()].map(({ id }) => id));
  const found = new Map<string, Located>();
  while (found.size < ids.size) {
    const rest = [...ids].filter((id) => !found.has(id));
    for (const [id, node] of await findCoordinators(core, type, rest, wait)) found.set(id, node);
  }
  const missing = new KafkaError(errors.COORDINATOR_NOT_AVAILABLE);
  return new Map([...ofType].map(([key, { id }]) => [key, found.get(id) ?? missing]));
}

/** One request, for all of `ids` or, from older brokers, for the first. */
async function findCoordinators(
  core: ClientCore,
  type: CoordinatorType,
  ids: readonly string[],
  wait: TopicWait,
): Promise<Map<string, Located>> {
  const keyType = COORDINATOR_TYPES[type];
  const [first = ''] = ids;
  try {
    const { response, version } = await core.call({
      api: findCoordinatorApi,
      node: 'any',
      ...wait,
      limits: { min: type === 'group' ? 0 : TRANSACTIONS_VERSION },
      request: (used) =>
        used >= BATCH_VERSION ? { keyType, coordinatorKeys: ids } : { keyType, key: first },
    });
    if (version < BATCH_VERSION) return new Map([[first, coordinatorIn(response, type, first)]]);
    const told = new Map(response.coordinators.map((each) => [each.key, each]));
    return new Map(
      ids.map((id) => {
        const unknown = { errorCode: errors.COORDINATOR_NOT_AVAILABLE.code, nodeId: -1 };
        return [id, coordinatorIn(told.get(id) ?? unknown, type, id)];
      }),
    );
  } catch (error) {
    const outcome = outcomeOrThrow(error, wait);
    return new Map(ids.map((id) => [id, outcome]));
  }
}

function coordinatorIn(
  answer: Pick<FindCoordinatorResponse, 'errorCode' | 'nodeId'> & { errorMessage?: string | null },
  type: CoordinatorType,
  id: string,
): Located {
  if (answer.errorCode === 0) return answer.nodeId;
  const what = type === 'group' ? 'group' : 'transactional id';
  // Brokers send the error's name as its message, which tells nobody anything.
  return failureOf({ errorCode: answer.errorCode }, `${what} ${id}`);
}

/** An error of the attempt; one that ends the whole call is thrown. */
function outcomeOrThrow(error: unknown, { signal }: TopicWait): ClientError {
  const isOutcome = error instanceof ClientError && !(error instanceof ClosedError);
  if (!isOutcome || signal?.aborted) throw error;
  return error;
}
