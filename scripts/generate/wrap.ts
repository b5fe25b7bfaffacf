// Breaks long lines of generated code where a reader would: a conditional at `?` and `:`, a call at
// its arguments, a condition at `||`. Knows only the expressions that the emitters make.

const COLUMNS = 100;

/** `lines`, with those that are too long broken into several. */
export function wrapLines(lines: readonly string[]): string[] {
  return lines.flatMap(wrapLine);
}

function wrapLine(line: string): string[] {
  if (line.length <= COLUMNS || line.includes('//')) return [line];
  const margin = ' '.repeat(line.length - line.trimStart().length + 2);
  const pieces = splitConditional(line) ?? splitCall(line);
  if (pieces === undefined) return [line];
  const { head, parts, tail } = pieces;
  const inner = parts.flatMap((part) => wrapLine(margin + part));
  return tail === undefined ? [head, ...inner] : [head, ...inner, margin.slice(2) + tail];
}

interface Pieces {
  readonly head: string;
  readonly parts: readonly string[];
  /** On a line of its own, at the margin of the head. */
  readonly tail?: string;
}

/** `a: b ? c : d,` at its outermost question mark. */
function splitConditional(line: string): Pieces | undefined {
  const question = findOutside(line, ' ? ');
  if (question < 0) return undefined;
  const colon = findOutside(line, ' : ', question);
  if (colon < 0) return undefined;
  return {
    head: line.slice(0, question),
    parts: [line.slice(question + 1, colon), line.slice(colon + 1)],
  };
}

/** `f(a, b);` or `return !(a || b);` at the parts of its outermost brackets. */
function splitCall(line: string): Pieces | undefined {
  const open = line.indexOf('(');
  const close = line.lastIndexOf(')');
  if (open < 0 || close < open) return undefined;
  const inside = line.slice(open + 1, close);
  const operator = findOutside(inside, ' || ') >= 0 ? ' || ' : ', ';
  const parts = splitOutside(inside, operator);
  if (parts.length < 2) return undefined;
  const last = parts.length - 1;
  return {
    head: line.slice(0, open + 1),
    parts:
      operator === ', '
        ? parts.map((part) => `${part},`)
        : parts.map((part, index) => (index === last ? part : `${part} ||`)),
    tail: line.slice(close),
  };
}

function splitOutside(text: string, separator: string): string[] {
  const at = findOutside(text, separator);
  if (at < 0) return [text];
  return [text.slice(0, at), ...splitOutside(text.slice(at + separator.length), separator)];
}

/** The first place of `wanted` outside of brackets. */
function findOutside(text: string, wanted: string, from = 0): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
    if (depth === 0 && text.startsWith(wanted, at)) return at;
  }
  return -1;
}
