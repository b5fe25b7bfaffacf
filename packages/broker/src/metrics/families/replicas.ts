// kafka.server:type=ReplicaManager, kafka.cluster:type=Partition, kafka.log:type=Log and the
// purgatories: what this broker holds. All of it is read from the replicas when it is asked for.

import type { Partition } from '../../replica/partition.ts';
import type { ReplicaSet } from '../../replica/replica-set.ts';
import type { Exposition } from '../exposition.ts';
import type { Histogram } from '../histogram.ts';
import { counter, gauge, summary } from '../metric-family.ts';
import { MICROSECONDS } from '../request-metrics.ts';
import { exposeDirectories } from './directories.ts';

/**
 * Partitions that have series of their own. Each has six; a scrape is one turn of the event loop.
 */
export const PARTITION_SERIES_MAX = 1000;

const manager = (name: string, help: string) =>
  gauge(`kafka_server_replicamanager_${name}`, help);
const changes = (name: string, help: string) =>
  counter(`kafka_server_replicamanager_${name}_total`, help);
const log = (name: string, help: string) =>
  gauge(`kafka_log_log_${name}`, help, 'topic', 'partition');

export const replicaFamilies = {
  partitions: manager('partitioncount', 'Partitions that this broker has a replica of.'),
  leaders: manager('leadercount', 'Partitions that this broker leads.'),
  offline: manager('offlinereplicacount', 'Replicas whose log directory has failed.'),
  underReplicated: manager(
    'underreplicatedpartitions',
    'Partitions led here that have replicas out of sync.',
  ),
  underMinIsr: manager(
    'underminisrpartitioncount',
    'Partitions led here with fewer in-sync replicas than min.insync.replicas.',
  ),
  atMinIsr: manager(
    'atminisrpartitioncount',
    'Partitions led here with just as many in-sync replicas as min.insync.replicas.',
  ),
  reassigning: manager('reassigningpartitions', 'Partitions led here that are being reassigned.'),
  isrShrinks: changes('isrshrinks', 'Times that a partition led here lost in-sync replicas.'),
  isrExpands: changes('isrexpands', 'Times that a partition led here gained in-sync replicas.'),
  failedIsrUpdates: changes('failedisrupdates', 'Changes of in-sync replicas that failed.'),
  partitionUnderReplicated: gauge(
    'kafka_cluster_partition_underreplicated',
    '1 where a partition led here has replicas out of sync.',
    'topic',
    'partition',
  ),
  inSync: gauge(
    'kafka_cluster_partition_insyncreplicascount',
    'In-sync replicas of a partition led here.',
    'topic',
    'partition',
  ),
  logSize: log('size', 'Bytes of all segments of a partition.'),
  logStart: log('logstartoffset', 'First offset of a partition that is still there.'),
  logEnd: log('logendoffset', 'Offset that the next record of a partition gets.'),
  segments: log('numlogsegments', 'Segments of a partition.'),
  flushes: summary(
    'kafka_log_logflushstats_logflushrateandtimems',
    'Milliseconds that it took until a segment was durable.',
  ),
  purgatory: gauge(
    'kafka_server_delayedoperationpurgatory_purgatorysize',
    'Requests that wait, with a timeout running.',
    'delayedOperation',
  ),
} as const;

const OPERATIONS = ['Produce', 'Fetch', 'DeleteRecords'] as const;

/** After so many partitions there may be a rest. */
const PARTITIONS_PER_STEP = 32;

export function exposeFlushes(out: Exposition, times: Histogram): void {
  out.addHistogram(replicaFamilies.flushes, times, MICROSECONDS, '');
}

/** Returns how many partitions are left out. */
export function* exposeReplicas(
  out: Exposition,
  replicas: ReplicaSet,
): Generator<void, number> {
  exposeTotals(out, replicas);
  exposeDirectories(out, replicas.directories);
  const sizes = replicas.purgatory.sizeByOperation();
  for (const each of OPERATIONS) out.add(replicaFamilies.purgatory, sizes.get(each) ?? 0, each);
  yield;
  let seen = 0;
  for (const partition of replicas.hosted.online()) {
    seen += 1;
    if (seen > PARTITION_SERIES_MAX) continue;
    exposePartition(out, partition);
    if (seen % PARTITIONS_PER_STEP === 0) yield;
  }
  return Math.max(0, seen - PARTITION_SERIES_MAX);
}

function exposeTotals(out: Exposition, replicas: ReplicaSet): void {
  const count = { all: 0, leaders: 0, under: 0, underMin: 0, atMin: 0, reassigning: 0 };
  for (const partition of replicas.hosted.online()) {
    count.all += 1;
    if (!partition.isLeader) continue;
    count.leaders += 1;
    const minIsr = partition.replicas.effectiveMinIsr(partition.config.minInsyncReplicas);
    const isr = partition.replicas.isr.length;
    if (isr < partition.replicas.replicas.length) count.under += 1;
    if (isr < minIsr) count.underMin += 1;
    if (isr === minIsr) count.atMin += 1;
    if (isReassigned(replicas, partition)) count.reassigning += 1;
  }
  const offline = replicas.hosted.offlineCount;
  out.add(replicaFamilies.partitions, count.all + offline);
  out.add(replicaFamilies.leaders, count.leaders);
  out.add(replicaFamilies.offline, offline);
  out.add(replicaFamilies.underReplicated, count.under);
  out.add(replicaFamilies.underMinIsr, count.underMin);
  out.add(replicaFamilies.atMinIsr, count.atMin);
  out.add(replicaFamilies.reassigning, count.reassigning);
  out.add(replicaFamilies.isrShrinks, replicas.isrChanges.shrinks);
  out.add(replicaFamilies.isrExpands, replicas.isrChanges.expands);
  // Leaders do not propose changes of in-sync replicas yet: none of theirs can fail.
  out.add(replicaFamilies.failedIsrUpdates, 0);
}

function isReassigned(replicas: ReplicaSet, { topicId, index }: Partition): boolean {
  const registration = replicas.image.topics.byId.get(topicId)?.partitions[index];
  if (registration === undefined) return false;
  return registration.addingReplicas.length > 0 || registration.removingReplicas.length > 0;
}

function exposePartition(out: Exposition, partition: Partition): void {
  const { topic, index, log: data, replicas } = partition;
  out.add(replicaFamilies.logSize, data.sizeBytes, topic, index);
  out.add(replicaFamilies.logStart, data.logStartOffset, topic, index);
  out.add(replicaFamilies.logEnd, data.logEndOffset, topic, index);
  out.add(replicaFamilies.segments, data.segments.length, topic, index);
  if (!partition.isLeader) return;
  const isUnder = replicas.isr.length < replicas.replicas.length;
  out.add(replicaFamilies.partitionUnderReplicated, isUnder ? 1 : 0, topic, index);
  out.add(replicaFamilies.inSync, replicas.isr.length, topic, index);
}
