// Delegation tokens by id: carried, so that a log or snapshot which has them keeps them.

import type { DelegationTokenRecord, Int64, RemoveDelegationTokenRecord } from '@ottla/protocol';

export interface DelegationToken {
  readonly tokenId: string;
  readonly owner: string;
  readonly requester: string;
  readonly renewers: readonly string[];
  readonly issueTimestamp: Int64;
  readonly maxTimestamp: Int64;
  readonly expirationTimestamp: Int64;
}

export interface DelegationTokensImage {
  readonly byId: ReadonlyMap<string, DelegationToken>;
}

export const EMPTY_DELEGATION_TOKENS: DelegationTokensImage = { byId: new Map() };

export class DelegationTokensDelta {
  readonly image: DelegationTokensImage;
  /** undefined removes. */
  readonly changes = new Map<string, DelegationToken | undefined>();

  constructor(image: DelegationTokensImage) {
    this.image = image;
  }

  replayDelegationToken(record: DelegationTokenRecord): void {
    this.changes.set(record.tokenId, {
      tokenId: record.tokenId,
      owner: record.owner,
      requester: record.requester,
      renewers: record.renewers,
      issueTimestamp: record.issueTimestamp,
      maxTimestamp: record.maxTimestamp,
      expirationTimestamp: record.expirationTimestamp,
    });
  }

  replayRemoveDelegationToken(record: RemoveDelegationTokenRecord): void {
    this.changes.set(record.tokenId, undefined);
  }

  /** A snapshot names all that exists: what it has not named is gone. */
  finishSnapshot(): void {
    for (const id of this.image.byId.keys()) {
      if (!this.changes.has(id)) this.changes.set(id, undefined);
    }
  }

  apply(): DelegationTokensImage {
    const byId = new Map(this.image.byId);
    for (const [id, token] of this.changes) {
      if (token === undefined) byId.delete(id);
      else byId.set(id, token);
    }
    return { byId };
  }
}
