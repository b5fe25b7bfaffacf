import { equal } from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createCrc32c } from './crc32c.ts';

const inJavaScript = createCrc32c({ native: false });
const best = createCrc32c();

// RFC 3720 B.4 has the vectors of 32 bytes, the last one is the usual check value.
const vectors: readonly (readonly [name: string, bytes: Uint8Array, crc: number])[] = [
  ['nothing', new Uint8Array(0), 0],
  ['32 zeros', new Uint8Array(32), 0x8a9136aa],
  ['32 ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ['rising', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
  ['falling', Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
  ['123456789', Buffer.from('123456789'), 0xe3069283],
];

describe('CRC-32C', () => {
  for (const [name, bytes, crc] of vectors) {
    test(name, () => {
      equal(inJavaScript(bytes, 0, bytes.length), crc);
      equal(best(bytes, 0, bytes.length), crc);
    });
  }

  test('the add-on comes after a megabyte, and gives the same', () => {
    const checksum = createCrc32c();
    const bytes = new Uint8Array(300_000).fill(7);
    const expected = inJavaScript(bytes, 0, bytes.length);
    for (let round = 0; round < 5; round++) equal(checksum(bytes, 0, bytes.length), expected);
  });

  test('the add-on and JavaScript agree on every length around the switch', () => {
    // Past the bytes that are done in JavaScript in any case.
    best(new Uint8Array(2_000_000), 0, 2_000_000);
    const bytes = Uint8Array.from({ length: 700 }, (_, i) => (i * 7919) >> 3);
    for (let length = 200; length < 600; length++) {
      equal(best(bytes, 5, 5 + length), inJavaScript(bytes, 5, 5 + length));
    }
  });

  test('an input may be taken in pieces', () => {
    const input = fc.uint8Array({ minLength: 1, maxLength: 1500 });
    fc.assert(
      fc.property(input, fc.nat(), (bytes, cut) => {
        const at = cut % bytes.length;
        for (const crc of [inJavaScript, best]) {
          const whole = crc(bytes, 0, bytes.length);
          equal(crc(bytes, at, bytes.length, crc(bytes, 0, at)), whole);
          equal(whole, inJavaScript(bytes, 0, bytes.length));
        }
      }),
    );
  });
});
