// SCRAM credentials by mechanism and user: salted keys, never a password.

import type { RemoveUserScramCredentialRecord, UserScramCredentialRecord } from '@ottla/protocol';

export const scramMechanisms = { 'SCRAM-SHA-256': 1, 'SCRAM-SHA-512': 2 } as const;

export interface ScramCredential {
  readonly user: string;
  readonly mechanism: number;
  readonly salt: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
  readonly iterations: number;
}

export interface ScramImage {
  /** By `scramKey`. */
  readonly byUser: ReadonlyMap<string, ScramCredential>;
}

export const EMPTY_SCRAM: ScramImage = { byUser: new Map() };

/** One text for a credential: its mechanism, a colon and the user. */
export function scramKey(mechanism: number, user: string): string {
  return `${mechanism}:${user}`;
}

export class ScramDelta {
  readonly image: ScramImage;
  /** undefined removes. */
  readonly changes = new Map<string, ScramCredential | undefined>();

  constructor(image: ScramImage) {
    this.image = image;
  }

  /** Copies the keys: a record's byte fields are views that do not outlive it. */
  replayUserScramCredential(record: UserScramCredentialRecord): void {
    this.changes.set(scramKey(record.mechanism, record.name), {
      user: record.name,
      mechanism: record.mechanism,
      salt: record.salt.slice(),
      storedKey: record.storedKey.slice(),
      serverKey: record.serverKey.slice(),
      iterations: record.iterations,
    });
  }

  replayRemoveUserScramCredential(record: RemoveUserScramCredentialRecord): void {
    this.changes.set(scramKey(record.mechanism, record.name), undefined);
  }

  /** A snapshot names all that exists: what it has not named is gone. */
  finishSnapshot(): void {
    for (const key of this.image.byUser.keys()) {
      if (!this.changes.has(key)) this.changes.set(key, undefined);
    }
  }

  apply(): ScramImage {
    const byUser = new Map(this.image.byUser);
    for (const [key, credential] of this.changes) {
      if (credential === undefined) byUser.delete(key);
      else byUser.set(key, credential);
    }
    return { byUser };
  }
}
