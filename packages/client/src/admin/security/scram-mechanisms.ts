// The SCRAM mechanisms, their numbers in the protocol, and the salted password that is stored
// instead of the password (RFC 5802). Hashing is meant to be slow: it runs as a job of its own.

import type { OffloadJob } from '@ottla/base';

export const SCRAM_MECHANISMS = {
  'SCRAM-SHA-256': { number: 1, digest: 'sha256', bytes: 32 },
  'SCRAM-SHA-512': { number: 2, digest: 'sha512', bytes: 64 },
} as const;

export type ScramMechanism = keyof typeof SCRAM_MECHANISMS;

/** Undefined for a number that is not known here. */
export function scramMechanismOf(number: number): ScramMechanism | undefined {
  const mechanisms = Object.keys(SCRAM_MECHANISMS) as ScramMechanism[]; // these are its keys
  return mechanisms.find((mechanism) => SCRAM_MECHANISMS[mechanism].number === number);
}

export interface SaltInput {
  readonly mechanism: ScramMechanism;
  readonly password: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

export function saltPassword({ mechanism, password, salt, iterations }: SaltInput): Uint8Array {
  const { digest, bytes } = SCRAM_MECHANISMS[mechanism];
  // As Kafka's clients do it: the bytes as they are, without RFC 4013's preparation.
  const crypto = process.getBuiltinModule('node:crypto');
  return crypto.pbkdf2Sync(password, salt, iterations, bytes, digest);
}

export const saltPasswordJob: OffloadJob<SaltInput, Uint8Array> = {
  module: import.meta.url,
  name: 'saltPassword',
  run: saltPassword,
};
