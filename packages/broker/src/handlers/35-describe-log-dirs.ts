// DescribeLogDirs: each log directory with its room and the sizes of the partitions in it.
//
// Behaviour: null asks for every partition; a directory is told even where nothing in it was asked
// for, and one that is offline with KAFKA_STORAGE_ERROR. The metadata log is nobody's partition.
// A log on its way here from another directory is told apart; its lag is what it has yet to get,
// that of others what the high watermark is ahead of them. Very many partitions are looked at in
// slices.
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
import { answerInSlices, SLICE_SIZE, type SlicesHost } from './answer-in-slices.ts';
import type { Handler } from './handler.ts';

type Result = NonNullable<Draft<DescribeLogDirsResponse>['results']>[number];
type Topic = NonNullable<NonNullable<Result>['topics']>[number];

/** Kafka's, where the log that a future one is compared with is not there. */
const UNKNOWN_LAG = -1;

export interface DescribeLogDirsOptions extends SlicesHost {
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
    handle: (request, context, respond) => {
      const { throttleTimeMs } = context;
      answerInSlices(resultsOf(options, request), options, context, (results) => {
        const errorCode = errors.NONE.code;
        respond(results === undefined ? undefined : { throttleTimeMs, errorCode, results });
      });
    },
  };
}

function* resultsOf(
  options: DescribeLogDirsOptions,
  request: DescribeLogDirsRequest,
): Generator<undefined, Result[]> {
  const wanted = yield* wantedBy(request);
  const results: Result[] = [];
  for (const each of options.directories) results.push(yield* resultOf(options, each, wanted));
  return results;
}

type Wanted = (log: PartitionLog) => boolean;

function* wantedBy({ topics }: DescribeLogDirsRequest): Generator<undefined, Wanted> {
  if (topics === null) return () => true;
  const byTopic = new Map<string, Set<number>>();
  let size = 0;
  for (const { topic, partitions } of topics) {
    const ofTopic = byTopic.get(topic) ?? new Set<number>();
    byTopic.set(topic, ofTopic);
    for (const partition of partitions) ofTopic.add(partition);
    size += 1 + partitions.length;
    if (size < SLICE_SIZE) continue;
    size = 0;
    yield;
  }
  return ({ topic, partition }) => byTopic.get(topic)?.has(partition) === true;
}

function* resultOf(
  { absolutePath, isCordoned, directories }: DescribeLogDirsOptions,
  directory: LogDirectory,
  wanted: Wanted,
): Generator<undefined, Result> {
  const logDir = absolutePath(directory.path);
  const offline = { errorCode: errors.KAFKA_STORAGE_ERROR.code, logDir };
  if (directory.isOffline) return offline;
  try {
    return {
      errorCode: errors.NONE.code,
      logDir,
      topics: yield* topicsOf([
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

function* topicsOf(logs: readonly Told[]): Generator<undefined, Topic[]> {
  const topics: Topic[] = [];
  let size = 0;
  for (const [name, ofTopic] of Map.groupBy(logs, ({ log }) => log.topic)) {
    if (size >= SLICE_SIZE) {
      size = 0;
      yield;
    }
    topics.push({ name, partitions: partitionsOf(ofTopic) });
    size += ofTopic.length;
  }
  return topics;
}

function partitionsOf(logs: readonly Told[]): NonNullable<Topic>['partitions'] {
  return logs
    .toSorted((a, b) => a.log.partition - b.log.partition)
    .map(({ log, offsetLag, isFutureKey }) => ({
      partitionIndex: log.partition,
      partitionSize: log.sizeBytes,
      offsetLag,
      isFutureKey,
    }));
}
