// The id of what a client is subscribed to (KIP-714). Opaque to clients; but one that moves to
// another broker goes on with it, be that ours or Apache Kafka's: so it is Java's, which depends on
// the order in which a Java set gives its texts.

import { crc32c, type Uuid, uuidToBytes } from '@ottla/protocol';

const BUCKETS_MIN = 16;
const LOAD = 0.75;

/** Different texts as a HashSet (or the keys of a map) gives them, put in this order. */
export function setOrder(texts: readonly string[]): string[] {
  let buckets = BUCKETS_MIN;
  while (texts.length > buckets * LOAD) buckets *= 2;
  const bucketOf = (text: string): number => {
    const hash = textHash(text);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  // Sorting is stable: within a bucket the order of putting stays.
  return texts
    .map((text) => ({ text, bucket: bucketOf(text) }))
    .toSorted((a, b) => a.bucket - b.bucket)
    .map(({ text }) => text);
}

/** `metrics` in the order of `setOrder`. */
export function subscriptionId(
  metrics: readonly string[],
  intervalMs: number,
  clientInstanceId: Uuid,
): number {
  const bytes = Buffer.from(`[${metrics.join(', ')}]${intervalMs}`);
  return (crc32c(bytes, 0, bytes.length) ^ uuidHash(clientInstanceId)) | 0;
}

/** String.hashCode. */
function textHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/** UUID.hashCode: its four words, one over the other. */
function uuidHash(uuid: Uuid): number {
  const bytes = Buffer.from(uuidToBytes(uuid));
  return [0, 4, 8, 12].reduce((hash, at) => hash ^ bytes.readInt32BE(at), 0);
}
