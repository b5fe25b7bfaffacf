// What a delegation token is (KIP-48): secrets that brokers give to who is authenticated, for those
// who work in his name. The operations on them are beside this file, one each.

export interface Principal {
  /** `User`. */
  readonly type: string;
  readonly name: string;
}

export interface DelegationToken {
  readonly tokenId: string;
  readonly hmac: Uint8Array;
  readonly owner: Principal;
  /** Who asked for it; empty where the broker is older than 3.3. */
  readonly requester: Principal;
  readonly renewers: readonly Principal[];
  /** These three in ms since 1970. */
  readonly issueTimestamp: number;
  readonly expiryTimestamp: number;
  readonly maxTimestamp: number;
}

/** As requests have it. */
export function principalDraft({ type, name }: Principal): {
  readonly principalType: string;
  readonly principalName: string;
} {
  return { principalType: type, principalName: name };
}

/** What both answers with tokens tell alike. */
export interface ToldToken {
  readonly tokenId: string;
  readonly hmac: Uint8Array;
  readonly principalType: string;
  readonly principalName: string;
  readonly tokenRequesterPrincipalType: string;
  readonly tokenRequesterPrincipalName: string;
}

export function identityOf(
  told: ToldToken,
): Pick<DelegationToken, 'tokenId' | 'hmac' | 'owner' | 'requester'> {
  return {
    tokenId: told.tokenId,
    // A copy, so that it does not hold the whole response.
    hmac: Uint8Array.from(told.hmac),
    owner: { type: told.principalType, name: told.principalName },
    requester: {
      type: told.tokenRequesterPrincipalType,
      name: told.tokenRequesterPrincipalName,
    },
  };
}
