// Results → docs/benchmarks.md. Pure: `npm run bench -- table` reads the results and writes the
// text.

import { describe } from './measure.ts';
import {
  describeBound,
  describeFigure,
  holds,
  isBehind,
  ours,
  peers,
  ratios,
  type Row,
} from './outcome.ts';
import { describeParts } from './parts.ts';
import type { Result } from './result.ts';

const HEAD = `# Benchmarks

Written by \`npm run bench -- table\` out of \`bench/results/\`, where every sample is kept; not by
hand. How a figure is measured is told at the head of its claim in \`bench/claims/\`; a claim is run
and its result kept with \`npm run bench -- --record CLAIM\`.

Medians, and ranges in brackets, of pairs: both sides one after the other with new directories and
the same settings, whoever is first alternating, a pair repeated when a loopback probe beside it
moved by more than 30 %. The ratio is ours to the peer's, pair by pair. Client and broker share the
machine.
`;

type Notes = Readonly<Record<string, string>>;

function cells(row: Row): string[] {
  const peer = peers(row);
  const ratio = ratios(row);
  const bound = describeBound(row);
  return [
    row.what,
    row.unit,
    describeFigure(ours(row)),
    peer === undefined ? '' : describeFigure(peer),
    ratio === undefined ? '' : describe(ratio),
    bound === '' ? '' : `${bound}: ${holds(row) ? 'holds' : '**does not hold**'}`,
  ];
}

function line(parts: readonly string[]): string {
  return `| ${parts.join(' | ')} |`;
}

/** Rows beside one peer are one table. */
function table(rows: readonly Row[]): string[] {
  const peer = rows[0]?.peer;
  const beside = peer === undefined ? ['', ''] : [peer, 'ratio'];
  const titles = ['', '', 'Ottla', ...beside, 'demanded'];
  return [line(titles), line(titles.map(() => '---')), ...rows.map((row) => line(cells(row))), ''];
}

/** A row's own note, else none. */
export function noteKey(claim: string, row: Row): string {
  return `${claim}: ${row.what}, ${row.unit}`;
}

/** What is measured only in part holds so far. */
function verdict({ holds: isWhole, missing = [], rows }: Result): string {
  if (isWhole) return 'Holds';
  return missing.length > 0 && rows.every(holds) ? 'Holds so far' : 'Does not hold';
}

function whenMeasured(result: Result): string[] {
  if (result.parts !== undefined) return describeParts(result);
  const pairs = result.rows[0]?.samples.length;
  return [
    `${result.date}, commit ${result.commit}.`,
    pairs === undefined ? 'It prints its own figures.' : `Pairs: ${pairs}.`,
  ];
}

function section(result: Result, notes: Notes): string[] {
  const { claim, rows } = result;
  const versions = Object.entries(result.versions)
    .filter(([, version]) => version !== '')
    .map(([name, version]) => `${name} ${version}`);
  const machine = `${result.machine}; ${versions.join(', ')}.`;
  const about = [`${verdict(result)}.`, ...whenMeasured(result), machine];
  const tables = [...Map.groupBy(rows, (row) => row.peer).values()].flatMap(table);
  const told = rows.flatMap((row) => {
    const note = notes[noteKey(claim, row)];
    return note === undefined ? [] : [`- *${row.what}, ${row.unit}*: ${note}`];
  });
  const general = notes[claim] === undefined ? [] : [notes[claim], ''];
  const ending = told.length === 0 ? [] : [...told, ''];
  return [`## ${claim}`, '', about.join(' '), '', ...tables, ...general, ...ending];
}

export function writeTable(results: readonly Result[], notes: Notes): string {
  return [HEAD, ...results.flatMap((result) => section(result, notes))].join('\n');
}

/** Rows that are behind although nobody has said why. */
export function unexplained(results: readonly Result[], notes: Notes): string[] {
  return results.flatMap(({ claim, rows }) =>
    rows
      .filter(isBehind)
      .map((row) => noteKey(claim, row))
      .filter((key) => notes[key] === undefined),
  );
}
