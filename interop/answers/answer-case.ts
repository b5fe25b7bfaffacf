// One request that an Apache Kafka broker and ours are both sent, in a fixed order: what it answers
// must be equal but for ids, addresses, times and sizes.

import type { Api, Draft } from '@ottla/protocol';

export interface AnswerCase {
  readonly name: string;
  /** Sends it to the broker and gives the answer, made comparable. */
  ask(exchange: Exchange): Promise<unknown>;
}

/** One request and its response, with one of the brokers. */
export type Exchange = <Request, Response>(
  api: Api<Request, Response>,
  version: number,
  request: Draft<Request>,
) => Promise<Response>;

/** One case for each named request. */
export function casesOf<Request, Response>(
  api: Api<Request, Response>,
  version: number,
  requests: Readonly<Record<string, Draft<Request>>>,
): AnswerCase[] {
  return Object.entries(requests).map(([name, request]) => ({
    name: `${api.name} v${version}: ${name}`,
    ask: async (exchange) => comparable(await exchange(api, version, request)),
  }));
}

const MASKED: ReadonlySet<string> = new Set([
  'host',
  'highWatermark',
  'lastCaughtUpTimestamp',
  'lastFetchTimestamp',
  'leaderEpoch',
  'logDir',
  'logEndOffset',
  'port',
  'topicId',
  'totalBytes',
  'usableBytes',
]);

/** Without tags and what differs between any two brokers; what has a name in the order of names. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return sorted(value.map(comparable));
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'unknownTaggedFields');
  return Object.fromEntries(entries.map(([key, each]) => [key, masked(key, each)]));
}

function masked(key: string, value: unknown): unknown {
  if (MASKED.has(key)) return value === -1 ? -1 : `any ${typeof value}`;
  // A directory's id is either there or not.
  if (key === 'replicaDirectoryId') return value === 'AAAAAAAAAAAAAAAAAAAAAA' ? 'none' : 'some';
  return comparable(value);
}

const NAMES = ['name', 'topic', 'resourceName', 'partitionIndex'] as const;

function sorted(values: readonly unknown[]): unknown[] {
  // Synonyms are in the order of their strength.
  const hasOrder = values.some((each) => typeof each !== 'object' || Object(each).source);
  if (hasOrder) return [...values];
  return values.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

function textOf(value: unknown): string {
  const fields: Readonly<Record<string, unknown>> = Object(value);
  return NAMES.map((name) => String(fields[name] ?? '')).join(' ');
}

/**
 * An error without a text is as good as one with the error's own: clients have it. This gives such
 * an answer the texts of the other one.
 */
export function withTextsOf(ours: unknown, theirs: unknown): unknown {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    return ours.map((each, index) => withTextsOf(each, theirs[index]));
  }
  if (typeof ours !== 'object' || ours === null || typeof theirs !== 'object') return ours;
  const other: Readonly<Record<string, unknown>> = Object(theirs);
  const entries = Object.entries(ours).map(([key, each]) => {
    const isSilent = key === 'errorMessage' && each === null && other['errorCode'] !== 0;
    return [key, isSilent ? other[key] : withTextsOf(each, other[key])];
  });
  return Object.fromEntries(entries);
}
