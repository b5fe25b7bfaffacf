// A rule by which requests are delayed, lost or refused, and how a test holds it.

import type { ErrorName } from '@ottla/protocol';

import type { Duration } from '../clock/duration.ts';
import type { ApiName, RequestOf } from './request-types.ts';

/** With `handled: true` the broker does what was asked, and only the answer suffers. */
interface Handled {
  readonly handled?: boolean | undefined;
}

export type FaultAction =
  /** By the broker's clock; what follows on the connection waits too. */
  | (Handled & { readonly kind: 'delay'; readonly ms: Duration })
  /** No answer ever comes; what follows on the connection gets none either. */
  | (Handled & { readonly kind: 'drop' })
  | (Handled & { readonly kind: 'disconnect' })
  /** The answer tells this error wherever it has a place for one. */
  | (Handled & { readonly kind: 'error'; readonly code: ErrorName });

/** A request beside its body. */
export interface RequestSource {
  readonly version: number;
  readonly clientId: string | null;
  readonly connectionId: string;
}

export interface FaultRule<Name extends ApiName> {
  readonly api: Name;
  /** Which requests; all where it is left out. The body is as the protocol's schema has it. */
  readonly when?: ((request: RequestOf<Name>, source: RequestSource) => boolean) | undefined;
  /** How often; always where it is left out. */
  readonly times?: number | undefined;
  readonly do: FaultAction;
}

export interface Fault {
  /** How many requests it has met. */
  readonly hits: number;
  /** Resolves once it has met so many, one where it is left out. */
  hit(times?: number): Promise<void>;
  /** Meets no more; what it has delayed or dropped stays so. */
  remove(): void;
}
