// The CSV of `--export` and `--from-file`: `topic,partition,offset`, with the group in front where
// there are several. Pure; quoting and complaints are those of Java's CSV library.

import { ToolError } from '../java-manner/tool-error.ts';
import type { ResetRow } from './group-tables.ts';

/** Longer texts are quoted without a look at them. */
const UNQUOTED_LENGTH_MAX = 24;
/** The first character code above all that need quotes, `,` being the last. */
const PLAIN_FROM = 45;

export function csvOf(rows: readonly ResetRow[], withGroup: boolean): string {
  return rows
    .map(({ group, topic, partition, offset }) => {
      const front = withGroup ? `${quoted(group)},` : '';
      return `${front}${quoted(topic)},${partition},${offset}\n`;
    })
    .join('');
}

function quoted(text: string): string {
  const needsQuotes =
    text.length > UNQUOTED_LENGTH_MAX || [...text].some((each) => each.charCodeAt(0) < PLAIN_FROM);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Rows of a file. `groups` are those of the command line: with exactly one, lines may do without
 * the group. What is missing in a line is 0 or empty, as in Java.
 */
export function parseResetCsv(csv: string, groups: readonly string[]): ResetRow[] {
  const lines = csv.split('\n');
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  const [group] = groups;
  const first = lines[0] ?? '';
  if (groups.length === 1 && group !== undefined && fitsWithoutGroup(first)) {
    return lines.map((line) => ({ group, ...rowOf(cellsOf(line), 'CsvRecordNoGroup') }));
  }
  return lines.map((line) => {
    const [groupCell, ...rest] = cellsOf(line);
    return { group: groupCell?.text ?? '', ...rowOf(rest, 'CsvRecordWithGroup') };
  });
}

function fitsWithoutGroup(line: string): boolean {
  try {
    rowOf(cellsOf(line), 'CsvRecordNoGroup');
    return true;
  } catch {
    return false;
  }
}

interface Cell {
  readonly text: string;
  /** Where it begins in its line, from 1. */
  readonly column: number;
}

function cellsOf(line: string): Cell[] {
  if (line.trim() === '') {
    throw failure(
      'databind.exc.MismatchedInputException',
      'No content to map due to end-of-input',
      undefined,
    );
  }
  const cells: Cell[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^,]*))(?:,|\r?$)/y;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    const [whole, inQuotes, plain] = match;
    const text = inQuotes?.replaceAll('""', '"') ?? plain?.replace(/\r$/, '') ?? '';
    cells.push({ text, column: match.index + 1 });
    if (!whole.endsWith(',')) break;
  }
  return cells;
}

function rowOf(cells: readonly Cell[], record: string) {
  const [topic, partition, offset, extra] = cells;
  if (extra !== undefined) {
    const count = record === 'CsvRecordNoGroup' ? 3 : 4;
    const size = `(${extra.text.length} chars) "${extra.text}"`;
    throw failure(
      'dataformat.csv.CsvReadException',
      `Too many entries: expected at most ${count} (value #${count} ${size})`,
      extra.column,
    );
  }
  return {
    topic: topic?.text ?? '',
    partition: wholeNumber(partition, 'int', `${record}["partition"]`),
    offset: wholeNumber(offset, 'long', `${record}["offset"]`),
  };
}

function wholeNumber(cell: Cell | undefined, type: 'int' | 'long', field: string): number {
  const text = cell?.text.trim() ?? '';
  if (cell === undefined || text === '') return 0;
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  const what = `Cannot deserialize value of type \`${type}\` from String "${cell.text}"`;
  throw failure(
    'databind.exc.InvalidFormatException',
    `${what}: not a valid \`${type}\` value`,
    cell.column,
    ` (through reference chain: org.apache.kafka.tools.consumer.group.CsvUtils$${field})`,
  );
}

function failure(
  javaClass: string,
  message: string,
  column: number | undefined,
  chain = '',
): ToolError {
  const place =
    column === undefined ? 'line: UNKNOWN, column: UNKNOWN' : `line: 1, column: ${column}`;
  const where = `\n at [Source: (StringReader); ${place}]`;
  return new ToolError(
    `com.fasterxml.jackson.${javaClass}: ${message}${where}${chain}`,
    'java.lang.RuntimeException',
  );
}
