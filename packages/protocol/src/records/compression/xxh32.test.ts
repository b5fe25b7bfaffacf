import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { xxh32 } from './xxh32.ts';

// From the reference implementation, seed 0.
const vectors: readonly (readonly [text: string, hash: number])[] = [
  ['', 0x02cc5d05],
  ['a', 0x550d7456],
  ['abc', 0x32d153ff],
  ['Nobody inspects the spammish repetition', 0xe2293b2f],
];

for (const [text, hash] of vectors) {
  test(`"${text}"`, () => {
    const padded = Buffer.from(`###${text}##`);
    equal(xxh32(padded, 3, 3 + text.length), hash);
  });
}

test('the header of the frames that are written', () => {
  equal((xxh32(Uint8Array.of(0x60, 0x40), 0, 2) >>> 8) & 0xff, 0x82);
});
