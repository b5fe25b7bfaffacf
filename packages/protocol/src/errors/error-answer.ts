// An answer that tells one error of all that was asked for: at the top where the API has a place
// there, and of each topic, partition, group and so on that the request names. For those who refuse
// requests of whatever API, such as a test; handlers know better what to say.

import type { Api } from '../api.ts';
import { errorPlaces } from '../generated/error-places.ts';
import type { ErrorPlaces } from './error-places.ts';
import type { ProtocolError } from './errors.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A response as a draft, for the API's codec. `request` is one that the codec has read. Of a few
 * APIs, whose answers go by order (CreateAcls and the like), it is empty.
 */
export function errorAnswer(
  api: Api,
  version: number,
  request: object,
  error: ProtocolError,
): object {
  const places = errorPlaces.get(api.key);
  if (places === undefined) throw new Error(`${api.name} (${api.key}) is not in the table`);
  // What a request is made of.
  return answerOf(places, request as Fields, version, error.code);
}

function answerOf(
  { code, lists = [] }: ErrorPlaces,
  asked: Fields,
  version: number,
  errorCode: number,
): Record<string, unknown> {
  const answer: Record<string, unknown> = {};
  if (code !== undefined && isIn(code, version)) answer[code.field] = errorCode;
  for (const list of lists) {
    if (!isIn(list, version)) continue;
    answer[list.into] = itemsAt(asked, list.of).map((item) => {
      const told = answerOf(list, isFields(item) ? item : {}, version, errorCode);
      for (const field of list.blank ?? []) told[field] = new Uint8Array(0);
      for (const [own, name] of Object.entries(list.names)) {
        const named = isFields(item) ? item[name] : item;
        // Older versions of a response take none where the request names a topic by its id.
        if (named !== null) told[own] = named;
      }
      return told;
    });
  }
  return answer;
}

function isIn({ from, to }: { readonly from: number; readonly to: number }, version: number) {
  return version >= from && version <= to;
}

/** All items of an array that lies in the items of others; null counts as empty. */
function itemsAt(asked: Fields, path: readonly string[]): unknown[] {
  return path.reduce<unknown[]>(
    (items, name) =>
      items.flatMap((item) => {
        const inner = isFields(item) ? item[name] : undefined;
        return Array.isArray(inner) ? inner : [];
      }),
    [asked],
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
