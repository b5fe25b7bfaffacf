import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { linesOf } from './lines.ts';

async function* chunked(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function lines(...chunks: readonly (string | Uint8Array)[]): Promise<string[]> {
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  const found: string[] = [];
  for await (const line of linesOf(chunked(bytes), () => undefined)) found.push(line);
  return found;
}

describe('lines end as they do for Java', () => {
  const table: readonly (readonly [readonly string[], readonly string[]])[] = [
    [[''], []],
    [['a'], ['a']],
    [['a\n'], ['a']],
    [['a\n\nb'], ['a', '', 'b']],
    [['a\r\nb\rc\n'], ['a', 'b', 'c']],
    [['a\r', '\nb'], ['a', 'b']],
    [['a\r', 'b'], ['a', 'b']],
    [['\n'], ['']],
    [['a', 'b', '\nc', '\n'], ['ab', 'c']],
  ];
  for (const [chunks, expected] of table) {
    test(JSON.stringify(chunks), async () => {
      assert.deepEqual(await lines(...chunks), expected);
    });
  }

  test('wherever the chunks are cut, also inside a character', async () => {
    const text = 'grüße\r\n€ 😀\rx\n\nlast';
    const whole = Buffer.from(text);
    for (let cut = 0; cut <= whole.length; cut++) {
      const found = await lines(whole.subarray(0, cut), whole.subarray(cut));
      assert.deepEqual(found, ['grüße', '€ 😀', 'x', '', 'last'], `cut at ${cut}`);
    }
  });

  test('the prompt is asked for before each line, and once more at the end', async () => {
    let asked = 0;
    const source = chunked([Buffer.from('a\nb\n')]);
    for await (const _ of linesOf(source, () => (asked += 1)));
    assert.equal(asked, 3);
  });
});
