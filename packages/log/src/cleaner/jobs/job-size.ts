/**
 * What the batches of one job may expand to, the last one apart: some ten milliseconds of a worker,
 * which others wait for as well, and a cleaning that should stop.
 */
export const EXPANDED_BYTES_PER_JOB = 4 * 1024 * 1024;
