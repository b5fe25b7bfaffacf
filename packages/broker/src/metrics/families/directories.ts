// kafka.log:type=LogManager, and the room of the file systems that log directories are on, which
// Kafka leaves to other exporters.

import { DiskError } from '@ottla/base';
import type { LogDirectory } from '@ottla/log';
import type { Exposition } from '../exposition.ts';
import { gauge } from '../metric-family.ts';

const perDirectory = (name: string, help: string) => gauge(name, help, 'logDirectory');

export const directoryFamilies = {
  offlineDirectories: gauge(
    'kafka_log_logmanager_offlinelogdirectorycount',
    'Log directories that have failed.',
  ),
  directoryOffline: perDirectory(
    'kafka_log_logmanager_logdirectoryoffline',
    '1 where a log directory has failed.',
  ),
  free: perDirectory(
    'ottla_log_directory_free_bytes',
    'What this process may still write to the file system of a log directory that works.',
  ),
  total: perDirectory(
    'ottla_log_directory_total_bytes',
    'Size of the file system of a log directory that works.',
  ),
} as const;

/** Each directory costs two calls of statfs. */
export function exposeDirectories(out: Exposition, directories: readonly LogDirectory[]): void {
  const offline = directories.filter(({ isOffline }) => isOffline).length;
  out.add(directoryFamilies.offlineDirectories, offline);
  for (const directory of directories) {
    out.add(directoryFamilies.directoryOffline, directory.isOffline ? 1 : 0, directory.path);
    if (!directory.isOffline) exposeRoom(out, directory);
  }
}

function exposeRoom(out: Exposition, directory: LogDirectory): void {
  const room = roomOf(directory);
  if (room === undefined) return;
  out.add(directoryFamilies.free, room.free, directory.path);
  out.add(directoryFamilies.total, room.total, directory.path);
}

function roomOf(directory: LogDirectory): { free: number; total: number } | undefined {
  try {
    return { free: directory.freeBytes(), total: directory.totalBytes() };
  } catch (error) {
    // A scrape judges no directory: what writes to it will.
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}
