// Java's .properties format: comments (`#`, `!`), `key=value`, `key: value` and `key value`, lines
// that a backslash continues, escapes. Text to pairs; whoever reads the file decodes it.

import { ConfigError } from './config-error.ts';

const BLANK = ' \t\f';
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/** The pairs in the order of their first appearance; the last value of a key wins. */
export function parseProperties(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const keyEnd = endOfKey(line);
    let valueStart = skipBlank(line, keyEnd);
    const separator = line[valueStart];
    if (separator === '=' || separator === ':') valueStart = skipBlank(line, valueStart + 1);
    pairs.set(unescape(line.slice(0, keyEnd)), unescape(line.slice(valueStart)));
  }
  return pairs;
}

/** Lines without comments, blank ones and leading blanks; continued ones joined. */
function* logicalLines(text: string): Generator<string> {
  let open: string | undefined;
  for (const natural of text.split(/\r\n|\r|\n/)) {
    const line = natural.slice(skipBlank(natural, 0));
    if (open === undefined && (line === '' || /^[#!]/.test(line))) continue;
    const whole: string = (open ?? '') + line;
    open = isContinued(whole) ? whole.slice(0, -1) : undefined;
    if (open === undefined && whole !== '') yield whole;
  }
  if (open !== undefined && open !== '') yield open;
}

/** An odd number of backslashes at the end: the last one joins the next line. */
function isContinued(line: string): boolean {
  let count = 0;
  while (line[line.length - 1 - count] === '\\') count++;
  return count % 2 === 1;
}

function skipBlank(line: string, from: number): number {
  let at = from;
  while (at < line.length && BLANK.includes(line[at] ?? '')) at++;
  return at;
}

function endOfKey(line: string): number {
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (character === '\\') at++;
    else if (character === '=' || character === ':' || BLANK.includes(character)) return at;
  }
  return line.length;
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(u[0-9a-fA-F]{4}|[^]|$)/g, (_, escaped: string) => {
    if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    if (escaped === 'u') throw new ConfigError(`Malformed \\uxxxx encoding in '${text}'`);
    return ESCAPES[escaped] ?? escaped;
  });
}
