// Whether a regular expression is one of RE2's, in whose syntax brokers match subscriptions, and
// what is wrong with it in RE2's words. Pure. It is checked by JavaScript's parser, with what RE2
// lacks refused first; unusual expressions may get another word for the same mistake.

/** Undefined where it is in order. */
export function re2Problem(pattern: string): string | undefined {
  if (/(?:^|[^\\])\(\?(?:[=!]|<[=!])/.test(pattern)) return 'invalid or unsupported Perl syntax';
  if (/(?:^|[^\\])(?:\\\\)*\\[1-9]/.test(pattern)) return 'invalid escape sequence';
  const javaScript = pattern.replaceAll('(?P<', '(?<').replace(/^\(\?[ims]+\)/, '');
  try {
    new RegExp(javaScript);
    return undefined;
  } catch (error) {
    return worded(error instanceof Error ? error.message : '');
  }
}

const WORDS: readonly (readonly [found: RegExp, re2: string])[] = [
  [/Nothing to repeat/, 'missing argument to repetition operator'],
  [/Unterminated character class/, 'missing closing ]'],
  [/Unmatched '\)'/, 'regexp/syntax: internal error'],
  [/Unterminated group/, 'missing closing )'],
  [/Range out of order in character class/, 'invalid character class range'],
  [/numbers out of order/, 'invalid repeat count'],
  [/\\ at end of pattern/, 'trailing backslash at end of expression'],
  [/Invalid capture group name|Duplicate capture group name/, 'invalid named capture'],
  [/Invalid group/, 'invalid or unsupported Perl syntax'],
];

function worded(message: string): string {
  return WORDS.find(([found]) => found.test(message))?.[1] ?? 'invalid escape sequence';
}
