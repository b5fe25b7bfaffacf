// The process: memory, processor, event loop, in the names that Prometheus clients for Node use;
// and the idle shares of Kafka's threads, which here are one event loop.

import type { Exposition } from '../exposition.ts';
import { counter, gauge } from '../metric-family.ts';

/** What only the real process can tell. Times in seconds, sizes in bytes. */
export interface ProcessSample {
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  readonly externalBytes: number;
  readonly cpuUserSeconds: number;
  readonly cpuSystemSeconds: number;
  readonly startTimeSeconds: number;
  /** Undefined where the system does not tell. */
  readonly openFiles: number | undefined;
  readonly lagMeanSeconds: number;
  readonly lagP99Seconds: number;
  readonly lagMaxSeconds: number;
  /** Share of the time since the last sample in which the event loop had nothing to do. */
  readonly idleShare: number;
  readonly gcSeconds: number;
  readonly gcCount: number;
}

const idle = (name: string) =>
  gauge(name, 'Share of the time since the last scrape in which the event loop was idle, 0 to 1.');

export const processFamilies = {
  resident: gauge('process_resident_memory_bytes', 'Resident memory.'),
  heapUsed: gauge('nodejs_heap_size_used_bytes', "JavaScript's heap in use."),
  heapTotal: gauge('nodejs_heap_size_total_bytes', "JavaScript's heap."),
  external: gauge('nodejs_external_memory_bytes', 'Memory of buffers outside the heap.'),
  cpu: counter('process_cpu_seconds_total', 'Processor time.'),
  cpuUser: counter('process_cpu_user_seconds_total', 'Processor time in user mode.'),
  cpuSystem: counter('process_cpu_system_seconds_total', 'Processor time in system mode.'),
  started: gauge('process_start_time_seconds', 'When the process started, since 1970.'),
  openFiles: gauge('process_open_fds', 'Open file descriptors.'),
  lagMean: gauge('nodejs_eventloop_lag_mean_seconds', 'Mean delay of the event loop.'),
  lagP99: gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of the event loop, 99th percentile.'),
  lagMax: gauge('nodejs_eventloop_lag_max_seconds', 'Longest delay of the event loop.'),
  gcSeconds: counter('nodejs_gc_duration_seconds_sum', 'Time spent in garbage collections.'),
  gcCount: counter('nodejs_gc_duration_seconds_count', 'Garbage collections.'),
  networkIdle: idle('kafka_network_socketserver_networkprocessoravgidle_percent'),
  handlerIdle: idle('kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent'),
  raftIdle: idle('kafka_server_raftmetrics_poll_idle_ratio_avg'),
  controllerIdle: idle('kafka_controller_controllereventmanager_avgidleratio'),
  loaderIdle: idle('kafka_server_metadataloader_avgidleratio'),
} as const;

export function exposeProcess(out: Exposition, sample: ProcessSample): void {
  out.add(processFamilies.resident, sample.residentBytes);
  out.add(processFamilies.heapUsed, sample.heapUsedBytes);
  out.add(processFamilies.heapTotal, sample.heapTotalBytes);
  out.add(processFamilies.external, sample.externalBytes);
  out.add(processFamilies.cpu, sample.cpuUserSeconds + sample.cpuSystemSeconds);
  out.add(processFamilies.cpuUser, sample.cpuUserSeconds);
  out.add(processFamilies.cpuSystem, sample.cpuSystemSeconds);
  out.add(processFamilies.started, sample.startTimeSeconds);
  if (sample.openFiles !== undefined) out.add(processFamilies.openFiles, sample.openFiles);
  out.add(processFamilies.lagMean, sample.lagMeanSeconds);
  out.add(processFamilies.lagP99, sample.lagP99Seconds);
  out.add(processFamilies.lagMax, sample.lagMaxSeconds);
  out.add(processFamilies.gcSeconds, sample.gcSeconds);
  out.add(processFamilies.gcCount, sample.gcCount);
  exposeIdle(out, sample.idleShare);
}

function exposeIdle(out: Exposition, share: number): void {
  const { networkIdle, handlerIdle, raftIdle, controllerIdle, loaderIdle } = processFamilies;
  const families = [networkIdle, handlerIdle, raftIdle, controllerIdle, loaderIdle];
  for (const family of families) out.add(family, share);
}
