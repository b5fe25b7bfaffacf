// The format strings of `consume` and `produce`, cut into pieces: `%k`, `%v{hex}`, `%h{%k=%v }`,
// escapes, and what stands between. Pure; what a field means is printing's and reading's affair.

export type FormatToken =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'field';
      readonly letter: string;
      /** What stood in braces; undefined without. */
      readonly modifier: string | undefined;
    };

/** A format that cannot be used; the message shows where. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

const ESCAPES: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  0: '\0',
  '\\': '\\',
};

/** `fields` are the letters that may stand behind a percent sign. */
export function tokensOf(format: string, fields: string): FormatToken[] {
  const tokens: FormatToken[] = [];
  let text = '';
  let at = 0;
  const endText = (): void => {
    if (text !== '') tokens.push({ kind: 'text', text });
    text = '';
  };
  while (at < format.length) {
    const char = format.charAt(at);
    if (char === '\\') {
      const escape = escapeAt(format, at);
      text += escape.text;
      at += escape.length;
    } else if (char === '%') {
      const letter = format.charAt(at + 1);
      if (letter !== '' && '%{}'.includes(letter)) {
        text += letter;
        at += 2;
        continue;
      }
      if (letter === '' || !fields.includes(letter)) throw unknownField(format, letter, fields);
      endText();
      const modifier = bracesAt(format, at + 2);
      tokens.push({ kind: 'field', letter, modifier });
      at += 2 + (modifier === undefined ? 0 : modifier.length + 2);
    } else {
      text += char;
      at += 1;
    }
  }
  endText();
  return tokens;
}

/** Escapes of a text that is no format: delimiters. */
export function unescaped(text: string): string {
  return tokensOf(text.replaceAll('%', '%%'), '')
    .map((token) => (token.kind === 'text' ? token.text : ''))
    .join('');
}

function escapeAt(format: string, at: number): { text: string; length: number } {
  const letter = format.charAt(at + 1);
  const hex = /^[0-9a-fA-F]{2}/.exec(format.slice(at + 2))?.[0];
  if (letter === 'x' && hex !== undefined) {
    return { text: String.fromCharCode(Number.parseInt(hex, 16)), length: 4 };
  }
  const text = ESCAPES[letter];
  if (text !== undefined) return { text, length: 2 };
  const known = '\\t \\n \\r \\0 \\\\ \\xNN';
  throw new FormatError(`the format '${format}' holds \\${letter}, which is none of ${known}`);
}

/** What stands between the brace at `at` and its partner; undefined where there is no brace. */
function bracesAt(format: string, at: number): string | undefined {
  if (format.charAt(at) !== '{') return undefined;
  let depth = 0;
  for (let end = at; end < format.length; end++) {
    const char = format.charAt(end);
    if (char === '%' || char === '\\') {
      end += 1;
      continue;
    }
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    if (depth === 0) return format.slice(at + 1, end);
  }
  throw new FormatError(`the format '${format}' has a { without its }`);
}

function unknownField(format: string, letter: string, fields: string): FormatError {
  const known = [...fields].map((each) => `%${each}`).join(' ');
  const problem = letter === '' ? 'ends with a single %' : `holds %${letter}`;
  return new FormatError(`the format '${format}' ${problem}: known are ${known} and %%`);
}
