// DescribeLogDirs: each log directory with its room and the sizes of the partitions in it.
//
// Behaviour: null asks for every partition; a directory is told even where nothing in it was asked
// for, and one that is offline with KAFKA_STORAGE_ERROR. The metadata log is nobody's partition.
// A log on its way here from another directory is told apart; its lag is what it has yet to get,
// that of others what the high watermark is ahead of them.
// Version notes: 3+ has an error for the whole; 4+ tells room; 5+ whether the directory is cordoned
// (KIP-1066).

import { DiskError } from '@ottla/base';
import type { LogDirectory, PartitionLog } from '@ottla/log';
import {
  describeLogDirsApi,
  type DescribeLogDirsRequest,
  type DescribeLogDirsResponse,
  type Draft,
  errors,
} from '@ottla/protocol';
import type { Handler } from './handler.ts';

type Result = NonNullable<Draft<DescribeLogDirsResponse>['results']>[number];
type Topic = NonNullable<NonNullable<Result>['topics']>[number];

/** Kafka's, where the log that a future one is compared with is not there. */
const UNKNOWN_LAG = -1;

export interface DescribeLogDirsOptions {
  readonly directories: readonly LogDirectory[];
  /** Kafka tells where a relative path leads. */
  readonly absolutePath: (path: string) => string;
  /** Whether a directory takes no new partitions. */
  readonly isCordoned: (directory: LogDirectory) => boolean;
}

export function describeLogDirsHandler(
  options: DescribeLogDirsOptions,
): Handler<DescribeLogDirsRequest, DescribeLogDirsResponse> {
  return {
    api: describeLogDirsApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE', resourceType: 'cluster' }],
    handle: (request, { throttleTimeMs }, respond) => {
      const wanted = wantedBy(request);
      const results = options.directories.map((each) => resultOf(options, each, wanted));
      respond({ throttleTimeMs, errorCode: errors.NONE.code, results });
    },
  };
}

type Wanted = (log: PartitionLog) => boolean;

function wantedBy({ topics }: DescribeLogDirsRequest): Wanted {
  if (topics === null) return () => true;
  const byTopic = new Map<string, Set<number>>();
  for (const { topic, partitions } of topics) {
    byTopic.set(topic, new Set([...(byTopic.get(topic) ?? []), ...partitions]));
  }
  return ({ topic, partition }) => byTopic.get(topic)?.has(partition) === true;
}

function resultOf(
  { absolutePath, isCordoned, directories }: DescribeLogDirsOptions,
  directory: LogDirectory,
  wanted: Wanted,
): Result {
  const logDir = absolutePath(directory.path);
  const offline = { errorCode: errors.KAFKA_STORAGE_ERROR.code, logDir };
  if (directory.isOffline) return offline;
  try {
    return {
      errorCode: errors.NONE.code,
      logDir,
      topics: topicsOf([
        ...[...directory.logs].filter(wanted).map(currentOf),
        ...[...directory.futures].filter(wanted).map((log) => futureOf(log, directories)),
      ]),
      totalBytes: directory.totalBytes(),
      usableBytes: directory.freeBytes(),
      isCordoned: isCordoned(directory),
    };
  } catch (error) {
    if (error instanceof DiskError) return offline;
    throw error;
  }
}

interface Told {
  readonly log: PartitionLog;
  readonly offsetLag: number;
  readonly isFutureKey: boolean;
}

function currentOf(log: PartitionLog): Told {
  const offsetLag = Math.max(0, log.highWatermark - log.logEndOffset);
  return { log, offsetLag, isFutureKey: false };
}

function futureOf(log: PartitionLog, directories: readonly LogDirectory[]): Told {
  const { topic, partition } = log;
  const current = directories
    .filter((each) => !each.isOffline)
    .map((each) => each.log(topic, partition))
    .find((each) => each !== undefined);
  const end = current?.logEndOffset;
  const offsetLag = end === undefined ? UNKNOWN_LAG : end - log.logEndOffset;
  return { log, offsetLag, isFutureKey: true };
}

function topicsOf(logs: readonly Told[]): Topic[] {
  const byTopic = Map.groupBy(logs, ({ log }) => log.topic);
  return [...byTopic].map(([name, ofTopic]) => ({
    name,
    partitions: ofTopic
      .toSorted((a, b) => a.log.partition - b.log.partition)
      .map(({ log, offsetLag, isFutureKey }) => ({
        partitionIndex: log.partition,
        partitionSize: log.sizeBytes,
        offsetLag,
        isFutureKey,
      })),
  }));
}
