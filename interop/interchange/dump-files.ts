// Every file of log directories through Apache Kafka's own kafka-dump-log.sh, one file at a time:
// what it complains of, by file. Checkpoints of offsets and epochs it does not know; brokers read
// those.

import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { JAVA_TOOLS } from '../peers/java.ts';
import type { Finished } from '../peers/process.ts';
import type { JavaRunner } from '../tools/java-runner.ts';

const DUMPED = /\.(log|index|timeindex|txnindex|snapshot)$|^\d{20}-\d{10}\.checkpoint$/;
const IS_INDEX = /\.(index|timeindex)$/;

export interface DumpedFiles {
  readonly count: number;
  /** What was said of whom; empty where all is well. */
  readonly complaints: readonly string[];
}

/** `compacted`: the files of compacted topics, of which other things are usual. */
export async function dumpFiles(
  runner: JavaRunner,
  directories: readonly string[],
  compacted = /^$/,
): Promise<DumpedFiles> {
  const files = directories.flatMap((directory) => filesOf(directory));
  const complaints: string[] = [];
  for (const file of files) {
    for (const flags of waysToDump(file)) {
      const run = await runner.run(JAVA_TOOLS['dump-log'], ['--files', file, ...flags]);
      const usual = compacted.test(file) ? USUAL_OF_COMPACTED : usualComplaint(file);
      const complaint = complaintOf(run, usual);
      if (complaint !== undefined) complaints.push(`${file} ${flags.join(' ')}: ${complaint}`);
    }
  }
  return { count: files.length, complaints };
}

function filesOf(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => DUMPED.test(basename(path)))
    .map((path) => join(directory, path));
}

function waysToDump(file: string): readonly (readonly string[])[] {
  if (IS_INDEX.test(file)) return [[], ['--index-sanity-check'], ['--verify-index-only']];
  // A snapshot of producers is not one of metadata.
  if (!/\.(log|checkpoint)$/.test(file)) return [[]];
  if (file.includes('__cluster_metadata-')) return [['--cluster-metadata-decoder']];
  if (file.includes('__consumer_offsets-')) return [['--offsets-decoder']];
  return [['--deep-iteration']];
}

const BAD_LINE = /isvalid: false|invalid bytes|Exception/;

function complaintOf(
  { code, stdout, stderr }: Finished,
  usual: string | RegExp,
): string | undefined {
  const said = stderr.replace(usual, '').trim();
  if (code !== 0 || said !== '') return `ended with ${code}\n${said}`;
  const bad = stdout.split('\n').find((line) => BAD_LINE.test(line));
  if (bad !== undefined) return bad;
  return stdout.trim() === '' ? 'nothing was dumped' : undefined;
}

/** The tool takes the first offset of any segment but a log's first for a gap, Kafka's own too. */
function usualComplaint(file: string): string {
  const baseOffset = Number.parseInt(basename(file), 10);
  return `Non-consecutive offsets in ${file}\n  -1 is followed by ${baseOffset}\n`;
}

/**
 * Offsets are missing; and an index points to a batch that lost all its records, whose timestamp
 * the tool takes from its records. Kafka's own are the same.
 */
const USUAL_OF_COMPACTED = new RegExp(
  '^(Non-consecutive offsets in .*\\n(  -?\\d+ is followed by \\d+\\n)+' +
    '|Found timestamp mismatch in :.*\\n(  Index timestamp: \\d+, log timestamp: -1\\n)+)',
);
