import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isUuid, uuidFromBytes, uuidToBytes, zeroUuid } from './uuid.ts';

describe('UUIDs', () => {
  const known: readonly [hex: string, text: string][] = [
    ['00000000000000000000000000000000', zeroUuid],
    ['ffffffffffffffffffffffffffffffff', '_____________________w'],
    ['00112233445566778899aabbccddeeff', 'ABEiM0RVZneImaq7zN3u_w'],
  ];
  for (const [hex, text] of known) {
    it(`${hex} is ${text}`, () => {
      assert.equal(uuidFromBytes(Buffer.from(hex, 'hex')), text);
      assert.equal(Buffer.from(uuidToBytes(text)).toString('hex'), hex);
      assert(isUuid(text));
    });
  }

  const wrong = [
    '',
    'ABEiM0RVZneImaq7zN3u_',
    'ABEiM0RVZneImaq7zN3u_w=',
    'ABEiM0RVZneImaq7zN3u+w',
    'ABEiM0RVZneImaq7zN3u_x',
    'ABEiM0RVZneImaq7zN3uéw',
    '00112233-4455-6677-8899-aabbccddeeff',
  ];
  for (const text of wrong) {
    it(`${JSON.stringify(text)} is none`, () => {
      assert(!isUuid(text));
      assert.throws(() => uuidToBytes(text), RangeError);
    });
  }

  it('have 16 bytes', () => {
    assert.throws(() => uuidFromBytes(Buffer.alloc(15)), /16 bytes, not 15/);
  });
});
