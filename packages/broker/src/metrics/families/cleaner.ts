// kafka.log:type=LogCleaner and kafka.log:type=LogCleanerManager: what compaction did last, and
// what it leaves alone. In whole percents, seconds and milliseconds, as in Kafka.

import {
  KafkaStorageError,
  type LogCleaner,
  type LogDirectory,
  type PartitionLog,
} from '@ottla/log';
import type { ReplicaSet } from '../../replica/replica-set.ts';
import type { Exposition } from '../exposition.ts';
import { gauge } from '../metric-family.ts';

const cleaner = (name: string, help: string) => gauge(`kafka_log_logcleaner_${name}`, help);
const manager = (name: string, help: string, ...labels: string[]) =>
  gauge(`kafka_log_logcleanermanager_${name}`, help, ...labels);

export const cleanerFamilies = {
  recopied: cleaner(
    'cleaner_recopy_percent',
    'What was written anew of what the last compaction of a log read, in percent.',
  ),
  cleanTime: cleaner('max_clean_time_secs', 'Seconds that the last compaction of a log took.'),
  delay: cleaner(
    'max_compaction_delay_secs',
    'Seconds by which a log had exceeded max.compaction.lag.ms when the last compaction began.',
  ),
  bufferUse: cleaner(
    'max_buffer_utilization_percent',
    'How full the dedupe buffer was in the last compaction, in percent.',
  ),
  deadThreads: cleaner(
    'deadthreadcount',
    'Always 0: a worker that is lost is replaced, and its log counted as uncleanable.',
  ),
  dirtiest: manager('max_dirty_percent', 'Dirty share of the dirtiest log, in percent.'),
  sinceLook: manager(
    'time_since_last_run_ms',
    'Milliseconds since it was last looked for a log to compact.',
  ),
  uncleanable: manager(
    'uncleanable_partitions_count',
    'Partitions that are compacted no more since what they hold could not be read.',
    'logDirectory',
  ),
  uncleanableBytes: manager(
    'uncleanable_bytes',
    'Bytes that would be compacted in partitions that cannot be.',
    'logDirectory',
  ),
} as const;

export function exposeCleaner(out: Exposition, cleaner: LogCleaner, replicas: ReplicaSet): void {
  const { stats, uncleanable } = cleaner;
  const { bytesRead, bytesWritten, tookMs, bufferUse, overdueMs } = stats.last;
  const percent = (share: number): number => Math.floor(share * 100);
  const seconds = (ms: number): number => Math.floor(ms / 1000);
  out.add(cleanerFamilies.recopied, percent(bytesWritten / Math.max(bytesRead, 1)));
  out.add(cleanerFamilies.cleanTime, seconds(tookMs));
  out.add(cleanerFamilies.delay, seconds(overdueMs));
  out.add(cleanerFamilies.bufferUse, percent(bufferUse));
  out.add(cleanerFamilies.deadThreads, 0);
  out.add(cleanerFamilies.dirtiest, percent(stats.dirtiestRatio));
  const sinceLookMs = replicas.clock.monotonicMs() - stats.lastLookMs;
  out.add(cleanerFamilies.sinceLook, Math.floor(sinceLookMs));
  exposeUncleanable(out, uncleanable, replicas);
}

function exposeUncleanable(
  out: Exposition,
  uncleanable: ReadonlySet<PartitionLog>,
  replicas: ReplicaSet,
): void {
  const online = uncleanable.size === 0 ? [] : [...replicas.hosted.online()];
  // A log that is gone may still be known to the cleaner.
  const logs = online.map(({ log }) => log).filter((log) => uncleanable.has(log));
  const nowMs = replicas.clock.wallMs();
  for (const directory of replicas.directories) {
    const here = logs.filter((log) => holds(directory, log));
    const bytes = here.reduce((sum, log) => sum + cleanableBytes(log, nowMs), 0);
    out.add(cleanerFamilies.uncleanable, here.length, directory.path);
    out.add(cleanerFamilies.uncleanableBytes, bytes, directory.path);
  }
}

function cleanableBytes(log: PartitionLog, nowMs: number): number {
  try {
    return log.cleanableRange(nowMs).cleanableBytes;
  } catch (error) {
    // It is offline by now, and has said so itself.
    if (!(error instanceof KafkaStorageError)) throw error;
    return 0;
  }
}

function holds(directory: LogDirectory, log: PartitionLog): boolean {
  return directory.log(log.topic, log.partition) === log;
}
