// A scenario's file: blocks of a command, `----`, and what came of it, to an empty line.

const SEPARATOR = '----';

export interface Block {
  /** Prose and blank lines before the command. */
  readonly before: readonly string[];
  readonly command: string;
  readonly expected: readonly string[];
}

export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let before: string[] = [];
  const lines = text.trimEnd().split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (lines[index + 1] !== SEPARATOR) {
      before.push(line);
      continue;
    }
    const expected: string[] = [];
    index += 2;
    for (; index < lines.length && lines[index] !== ''; index++) expected.push(lines[index] ?? '');
    blocks.push({ before, command: line, expected });
    before = [''];
  }
  return blocks;
}

export function textOf(blocks: readonly Block[]): string {
  const lines = blocks.flatMap(({ before, command, expected }) => [
    ...before,
    command,
    SEPARATOR,
    ...expected,
  ]);
  return `${lines.join('\n')}\n`;
}
