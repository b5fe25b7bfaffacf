// FindCoordinator: which broker coordinates a group, a transactional id or a share partition: the
// leader of the partition that its key belongs to.
//
// Behaviour: the first that asks has the coordinator's topic made, and is told
// COORDINATOR_NOT_AVAILABLE, as is everybody while there is no leader to be reached. So is whoever
// asks for a kind of coordinator that this broker does not have yet.
// Version notes: 1+ has the kind of key; 4+ several keys; 6 share partitions.

import {
  type Draft,
  errors,
  findCoordinatorApi,
  type FindCoordinatorRequest,
  type FindCoordinatorResponse,
  type ProtocolError,
} from '@ottla/protocol';
import type { MetadataImage } from '@ottla/metadata';
import type { AutoTopicCreation } from '../topics/auto-topic-creation.ts';
import { type BrokerNode, brokerNodes } from '../topics/topic-view.ts';
import type { Handler, RequestContext } from './handler.ts';

const KEY_TYPES = { group: 0, transaction: 1, share: 2 } as const;
const BATCHES_SINCE = 4;
const SHARE_SINCE = 6;
/** `<group>:<topic id>:<partition>`. */
const SHARE_KEY = /^[^:]+:[A-Za-z0-9_-]{22}:\d+$/;

/** What this needs of a coordinator. */
export interface FindableCoordinator {
  readonly topic: string;
  partitionFor(key: string): number;
}

export interface FindCoordinatorOptions {
  readonly image: () => MetadataImage;
  readonly autoCreation: AutoTopicCreation;
  /** Those that are served. */
  readonly coordinators: {
    readonly [Kind in keyof typeof KEY_TYPES]?: FindableCoordinator;
  };
}

export function findCoordinatorHandler(
  options: FindCoordinatorOptions,
): Handler<FindCoordinatorRequest, FindCoordinatorResponse> {
  return {
    api: findCoordinatorApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [
      { operation: 'DESCRIBE', resourceType: 'group' },
      { operation: 'DESCRIBE', resourceType: 'transactional-id' },
    ],
    handle(request, context, respond) {
      const { apiVersion, throttleTimeMs } = context;
      if (apiVersion >= BATCHES_SINCE) {
        const coordinators = request.coordinatorKeys.map((key) => ({
          key,
          ...located(find(options, { keyType: request.keyType, key }, context)),
        }));
        respond({ throttleTimeMs, coordinators });
        return;
      }
      const found = find(options, request, context);
      const { errorCode, ...node } = located(found);
      // As Kafka says it: also where nothing is wrong.
      const errorMessage = isNode(found) ? errors.NONE.name : found.message;
      respond({ throttleTimeMs, errorCode, errorMessage, ...node });
    },
  };
}

type Found = BrokerNode | ProtocolError;

function isNode(found: Found): found is BrokerNode {
  return 'id' in found;
}

function located(
  found: Found,
): Pick<Draft<FindCoordinatorResponse>, 'nodeId' | 'host' | 'port' | 'errorCode'> {
  if (!isNode(found)) return { errorCode: found.code, nodeId: -1, host: '', port: -1 };
  return { errorCode: errors.NONE.code, nodeId: found.id, host: found.host, port: found.port };
}

function find(
  { image, autoCreation, coordinators }: FindCoordinatorOptions,
  { keyType, key }: Pick<FindCoordinatorRequest, 'keyType' | 'key'>,
  { apiVersion, listener, principal, clientId }: RequestContext,
): Found {
  if (keyType === KEY_TYPES.share) {
    if (apiVersion < SHARE_SINCE || !SHARE_KEY.test(key)) return errors.INVALID_REQUEST;
  }
  const coordinator = coordinatorOf(coordinators, keyType);
  if (coordinator === 'unknown') return errors.UNKNOWN_SERVER_ERROR;
  if (coordinator === undefined) return errors.COORDINATOR_NOT_AVAILABLE;
  const now = image();
  const topic = now.topics.byName.get(coordinator.topic);
  if (topic === undefined) {
    autoCreation.create([coordinator.topic], principal, clientId);
    return errors.COORDINATOR_NOT_AVAILABLE;
  }
  const leader = topic.partitions[coordinator.partitionFor(key)]?.leader;
  const nodes = brokerNodes(now, listener);
  const node = nodes.find((each) => each.id === leader && !each.isFenced);
  return node ?? errors.COORDINATOR_NOT_AVAILABLE;
}

function coordinatorOf(
  coordinators: FindCoordinatorOptions['coordinators'],
  keyType: number,
): FindableCoordinator | 'unknown' | undefined {
  switch (keyType) {
    case KEY_TYPES.group:
      return coordinators.group;
    case KEY_TYPES.transaction:
      return coordinators.transaction;
    case KEY_TYPES.share:
      return coordinators.share;
    default:
      return 'unknown';
  }
}
