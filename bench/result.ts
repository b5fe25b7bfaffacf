// The result of one claim as it is kept in bench/results/: every sample, with the machine, the
// versions and the commit that they belong to.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';

import { houseRoot } from '../interop/paths.ts';
import { NATS_SERVER } from './install.ts';
import { holds, type Row } from './outcome.ts';
import { distributionVersion, namedDistribution } from './peers/kafka-script.ts';

const RESULTS = join(houseRoot, 'bench', 'results');
const NOTES = 'notes.json';
const LIBRDKAFKA = '/usr/include/librdkafka/rdkafka.h';

/** When a part of a claim was measured, and of what. */
export interface MeasuredPart {
  readonly date: string;
  readonly commit: string;
  readonly pairs: number;
}

export interface Result {
  readonly claim: string;
  /** Day and minute, UTC. */
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly holds: boolean;
  readonly rows: readonly Row[];
  /** Of a claim that is measured in parts: those that were, and the names of the others. */
  readonly parts?: Readonly<Record<string, MeasuredPart>>;
  readonly missing?: readonly string[];
}

/** What a program says, or nothing where it is not there. */
function says(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { cwd: houseRoot, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '';
  }
}

function describeCommit(): string {
  const isChanged = says('git', ['status', '--porcelain', '-uno', '--', 'packages']) !== '';
  return `${says('git', ['rev-parse', '--short', 'HEAD'])}${isChanged ? ' with changes' : ''}`;
}

function describeMachine(): string {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 1e9);
  return `${cpus().length} × ${cpu?.model.trim()}, ${gigabytes} GB, Linux ${release()}`;
}

function describeKafka(): string {
  const pom = readFileSync(join(houseRoot, 'interop', 'java', 'pom.xml'), 'utf8');
  const artifacts = /<kafka\.version>(.+?)</.exec(pom)?.[1] ?? '';
  const distribution = namedDistribution();
  if (distribution === undefined) return `${artifacts}, by the flags of its script`;
  return `${distributionVersion(distribution) ?? artifacts}, by its own script`;
}

function versions(): Record<string, string> {
  const header = readFileSync(LIBRDKAFKA, 'utf8');
  const [, ...bytes] = /RD_KAFKA_VERSION +0x(\w\w)(\w\w)(\w\w)/.exec(header) ?? [];
  return {
    Node: process.versions.node,
    'Apache Kafka': describeKafka(),
    Java: says('java', ['--version']).split('\n')[0] ?? '',
    librdkafka: bytes.map((byte) => parseInt(byte, 16)).join('.'),
    'NATS server': says(NATS_SERVER, ['--version']).replace(/^.*v/, ''),
    Redis: /v=(\S+)/.exec(says('redis-server', ['--version']))?.[1] ?? '',
  };
}

/** A claim that prints for itself gives back only whether it holds. */
export function resultOf(claim: string, outcome: boolean | readonly Row[]): Result {
  const rows = typeof outcome === 'boolean' ? [] : outcome;
  return {
    claim,
    date: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    commit: describeCommit(),
    machine: describeMachine(),
    versions: versions(),
    holds: typeof outcome === 'boolean' ? outcome : rows.every(holds),
    rows,
  };
}

export function writeResult(result: Result): void {
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Number(value.toPrecision(5)) : value;
  const file = join(RESULTS, `${result.claim}.json`);
  writeFileSync(file, `${JSON.stringify(result, rounded, 1)}\n`);
}

export function readResults(): Result[] {
  return readdirSync(RESULTS)
    .filter((name) => name.endsWith('.json') && name !== NOTES)
    .toSorted()
    .map((name): Result => JSON.parse(readFileSync(join(RESULTS, name), 'utf8')));
}

/** What is kept of a claim. */
export function readResult(claim: string): Result | undefined {
  return readResults().find((result) => result.claim === claim);
}

/** Why a row is behind, or what must be known of it: by `claim: what, unit`, and by `claim`. */
export function readNotes(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(RESULTS, NOTES), 'utf8'));
}
