// `npm run bench [-- [--record] [--missing] CLAIM… [PAIRS [SETTING]]]`: the claims of
// bench/claims, each measured beside a peer in one run; all of them where none is named. --record
// keeps a result in bench/results/, beside the other parts of a claim that is measured in parts;
// --missing leaves out what is whole there. `npm run bench -- table` writes docs/benchmarks.md out
// of what is kept.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { houseRoot } from '../interop/paths.ts';
import { CLAIMS, PARTS } from './claims.ts';
import { installClient } from './install.ts';
import { releaseMemory } from './native.ts';
import { describeRow, ours, ratios } from './outcome.ts';
import { mergeParts } from './parts.ts';
import { namedDistribution } from './peers/kafka-script.ts';
import {
  readNotes,
  readResult,
  readResults,
  type Result,
  resultOf,
  writeResult,
} from './result.ts';
import { noteKey, unexplained, writeTable } from './table.ts';

interface Wanted {
  readonly names: readonly string[];
  readonly isRecorded: boolean;
  readonly pairs: number | undefined;
  readonly setting: string | undefined;
}

/** What is asked for. Throws a `TypeError` where that names no claim, or no Apache Kafka. */
function readWanted(args: readonly string[]): Wanted {
  namedDistribution();
  const words = args.filter((arg) => !arg.startsWith('--'));
  const end = words.findIndex((word) => /^\d/.test(word));
  const named = end === -1 ? words : words.slice(0, end);
  const [pairs, setting] = words.slice(named.length);
  for (const name of named) {
    if (name in CLAIMS) continue;
    const those = Object.keys(CLAIMS).join(', ');
    throw new TypeError(`there is no claim ${name}, only ${those}; or table`);
  }
  for (const name of named) checkParts(name, setting);
  const isThere = new Set(args.includes('--missing') ? whole(readResults()) : []);
  const names = (named.length === 0 ? Object.keys(CLAIMS) : named).filter((it) => !isThere.has(it));
  const isRecorded = args.includes('--record');
  return { names, isRecorded, pairs: pairs === undefined ? undefined : Number(pairs), setting };
}

/** Throws a `TypeError` where one of the parts that are asked for is none. */
function checkParts(claim: string, setting: string | undefined): void {
  const parts = PARTS[claim];
  if (parts === undefined || setting === undefined) return;
  for (const word of setting.split(',')) {
    if (parts.some((part) => part.includes(word))) continue;
    throw new TypeError(`${claim} has no part ${word}, only ${parts.join(', ')}`);
  }
}

/** Claims of which nothing is missing. */
function whole(results: readonly Result[]): string[] {
  return results.filter(({ missing = [] }) => missing.length === 0).map(({ claim }) => claim);
}

/** What is behind and has no note yet, with how far. */
function tellUnexplained(result: Result): void {
  const keys = new Set(unexplained([result], readNotes()));
  for (const row of result.rows) {
    const key = noteKey(result.claim, row);
    if (!keys.has(key)) continue;
    const factor = (ratios(row) ?? ours(row)).median.toPrecision(3);
    console.error(`to be explained in bench/results/notes.json, at ${factor}: ${key}`);
  }
}

async function measure(name: string, { isRecorded, pairs, setting }: Wanted): Promise<void> {
  const outcome = await CLAIMS[name]?.(pairs, setting);
  if (outcome === undefined) return;
  const result = resultOf(name, outcome);
  for (const row of result.rows) console.log(describeRow(row));
  console.log(result.holds ? 'holds' : 'DOES NOT HOLD');
  tellUnexplained(result);
  if (!result.holds) process.exitCode = 1;
  if (isRecorded) writeResult(mergeParts(result, readResult(name), PARTS[name]));
}

/** They take hours: where one fails, the others are measured all the same. */
async function measureAll(wanted: Wanted): Promise<void> {
  await installClient();
  for (const name of wanted.names) {
    console.log(`\n${name}`);
    try {
      await measure(name, wanted);
    } catch (error) {
      console.error(`${name} was not measured:`, error);
      process.exitCode = 1;
    }
  }
}

function makeTable(): void {
  const results = readResults();
  const notes = readNotes();
  writeFileSync(join(houseRoot, 'docs', 'benchmarks.md'), writeTable(results, notes));
  const behind = unexplained(results, notes);
  if (behind.length === 0) return;
  console.error('bench/results/notes.json does not say yet why these are behind:');
  for (const key of behind) console.error(`  ${key}`);
  process.exitCode = 1;
}

const args = process.argv.slice(2);
if (args[0] === 'table') {
  makeTable();
} else {
  try {
    await measureAll(readWanted(args));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  } finally {
    releaseMemory();
  }
}
