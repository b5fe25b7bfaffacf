// DescribeLogDirs (35): the log directories of brokers, and how much each replica takes of them.

import { describeLogDirsApi, errors, type DescribeLogDirsResponse } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import type { KafkaError } from '../../errors.ts';
import { brokerPlace, type AdminOptions } from '../driver/operation.ts';
import { failureOf, type Outcome } from '../driver/outcome.ts';
import type { PartitionItem } from '../driver/partition-items.ts';
import { runOperation } from '../driver/run-operation.ts';

export interface ReplicaInfo extends PartitionItem {
  /** Of all its segments. */
  readonly sizeBytes: number;
  /** How far its end is behind the high watermark; of a future replica, behind the current one. */
  readonly offsetLag: number;
  /** It is being moved here from another directory, and will take the current replica's place. */
  readonly isFuture: boolean;
}

export interface LogDirDescription {
  readonly path: string;
  /** For example KAFKA_STORAGE_ERROR of a directory that is offline; null where all is well. */
  readonly error: KafkaError | null;
  /** Of the volume; null where the broker does not tell. */
  readonly totalBytes: number | null;
  readonly usableBytes: number | null;
  /** Whether no new replicas are put there. */
  readonly isCordoned: boolean;
  readonly replicas: readonly ReplicaInfo[];
}

/** By broker. */
export function describeLogDirs(
  core: ClientCore,
  brokerIds: readonly number[],
  options: AdminOptions = {},
): Promise<Map<number, Outcome<LogDirDescription[]>>> {
  const nameOf = (id: number): string => `broker ${id}`;
  return runOperation(
    core,
    {
      doing: 'describe log directories',
      api: describeLogDirsApi,
      placeOf: brokerPlace,
      nameOf,
      request: () => ({ topics: null }),
      outcomesOf: (response, asked: readonly number[]) =>
        asked.map((id) => [id, logDirsIn(response, nameOf(id))]),
    },
    brokerIds,
    options,
  );
}

function logDirsIn(
  response: DescribeLogDirsResponse,
  name: string,
): Outcome<LogDirDescription[]> {
  return refusalIn(response, name) ?? response.results.map(logDirOf);
}

/**
 * A broker has at least one directory: an answer without any means that the client may not know,
 * which versions before 3 had no field for.
 */
export function refusalIn(
  { results, errorCode }: DescribeLogDirsResponse,
  name: string,
): KafkaError | undefined {
  if (results.length > 0) return undefined;
  return failureOf({ errorCode: errorCode || errors.CLUSTER_AUTHORIZATION_FAILED.code }, name);
}

function logDirOf(result: DescribeLogDirsResponse['results'][number]): LogDirDescription {
  const { logDir: path, totalBytes, usableBytes, isCordoned } = result;
  return {
    path,
    error: result.errorCode === 0 ? null : failureOf(result, `log directory ${path}`),
    totalBytes: totalBytes < 0 ? null : Number(totalBytes),
    usableBytes: usableBytes < 0 ? null : Number(usableBytes),
    isCordoned,
    replicas: result.topics.flatMap(({ name, partitions }) =>
      partitions.map((partition) => ({
        topic: name,
        partition: partition.partitionIndex,
        sizeBytes: Number(partition.partitionSize),
        offsetLag: Number(partition.offsetLag),
        isFuture: partition.isFutureKey,
      })),
    ),
  };
}
