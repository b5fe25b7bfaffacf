// The salted password, against the example of RFC 7677: whoever has it can make the server's
// signature of that exchange.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';

import { saltPassword, scramMechanismOf } from './scram-mechanisms.ts';

test('RFC 7677: the server signature of the example', () => {
  const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
  const salt = 'W22ZaJ0SNY7soEsUEjb6gQ==';
  const saltedPassword = saltPassword({
    mechanism: 'SCRAM-SHA-256',
    password: 'pencil',
    salt: Buffer.from(salt, 'base64'),
    iterations: 4096,
  });
  const exchange = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${nonce},s=${salt},i=4096,c=biws,r=${nonce}`;
  const key = createHmac('sha256', saltedPassword).update('Server Key').digest();
  const signature = createHmac('sha256', key).update(exchange).digest('base64');
  assert.equal(signature, '6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
});

test('the longer hash, and numbers of the protocol', () => {
  const salt = new Uint8Array(8);
  const input = { mechanism: 'SCRAM-SHA-512', password: 'p', salt, iterations: 1 } as const;
  assert.equal(saltPassword(input).length, 64);
  assert.deepEqual(
    [1, 2, 3].map(scramMechanismOf),
    ['SCRAM-SHA-256', 'SCRAM-SHA-512', undefined],
  );
});
