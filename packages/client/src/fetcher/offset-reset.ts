// The policy of `autoOffsetReset`: where to go where no position is known. Pure.

import { ConfigError } from '../errors.ts';

/** `by_duration:P1DT2H`: the first record not older than that, in ISO 8601 (KIP-1106). */
export type OffsetReset = 'earliest' | 'latest' | 'none' | `by_duration:${string}`;

export type ResetPolicy = 'earliest' | 'latest' | 'none' | { readonly durationMs: number };

export type ResetPosition = 'earliest' | 'latest' | { readonly timestamp: number };

const PREFIX = 'by_duration:';
/** As Java's Duration: days, hours, minutes, and seconds with a fraction, each at most once. */
const DURATION =
  /^P(?=.*\d)(?:(\d+)D)?(?:T(?=.*\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{0,9})?)S)?)?$/i;

export function isOffsetReset(text: string): text is OffsetReset {
  return policyOf(text) !== undefined;
}

/** Throws a ConfigError. */
export function parseOffsetReset(text: string): ResetPolicy {
  const policy = policyOf(text);
  if (policy !== undefined) return policy;
  throw new ConfigError(
    'autoOffsetReset must be earliest, latest, none or by_duration:PnDTnHnMn.nS with a ' +
      `duration from zero up, got ${text}`,
  );
}

function policyOf(text: string): ResetPolicy | undefined {
  if (text === 'earliest' || text === 'latest' || text === 'none') return text;
  const parts = text.startsWith(PREFIX) ? DURATION.exec(text.slice(PREFIX.length)) : null;
  if (parts === null) return undefined;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const inHours = (days ?? 0) * 24 + (hours ?? 0);
  const inSeconds = (inHours * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return { durationMs: Math.floor(inSeconds * 1_000) };
}

/** Undefined where the policy is `none`. */
export function resetPosition(policy: ResetPolicy, nowMs: number): ResetPosition | undefined {
  if (policy === 'none') return undefined;
  if (typeof policy === 'string') return policy;
  return { timestamp: Math.max(0, nowMs - policy.durationMs) };
}
