// `npm run bench [-- [--record] CLAIM [PAIRS [SETTING]]]`: the claims of bench/claims, each
// measured beside a peer in one run; all of them where none is named. --record keeps the result
// in bench/results/. `npm run bench -- table` writes docs/benchmarks.md out of what is kept.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { houseRoot } from '../interop/paths.ts';
import { CLAIMS } from './claims.ts';
import { installClient } from './install.ts';
import { releaseMemory } from './native.ts';
import { describeRow } from './outcome.ts';
import { readNotes, readResults, resultOf, writeResult } from './result.ts';
import { unexplained, writeTable } from './table.ts';

async function measureAll(names: readonly string[], args: readonly string[]): Promise<void> {
  const isRecorded = args.includes('--record');
  const [, pairs, setting] = args.filter((arg) => arg !== '--record');
  await installClient();
  for (const name of names) {
    console.log(`\n${name}`);
    const outcome = await CLAIMS[name]?.(pairs === undefined ? undefined : Number(pairs), setting);
    if (outcome === undefined) continue;
    const result = resultOf(name, outcome);
    for (const row of result.rows) console.log(describeRow(row));
    console.log(result.holds ? 'holds' : 'DOES NOT HOLD');
    if (!result.holds) process.exitCode = 1;
    if (isRecorded) writeResult(result);
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
const [name] = args.filter((arg) => arg !== '--record');
const names = Object.keys(CLAIMS).filter((each) => name === undefined || each === name);
if (name === 'table') {
  makeTable();
} else if (names.length === 0) {
  console.error(`there is no claim ${name}, only ${Object.keys(CLAIMS).join(', ')} and table`);
  process.exitCode = 2;
} else {
  try {
    await measureAll(names, args);
  } finally {
    releaseMemory();
  }
}
