// The order in which a Java HashMap gives its entries, which Java's tools print as it comes:
// scripts see it, and so ours print the same. Pure.

const BUCKETS_MIN = 16;
const LOAD = 0.75;

/** The entries as a HashMap would give them after they were put in this order. */
export function hashOrder<Entry>(
  entries: readonly Entry[],
  hashOf: (entry: Entry) => number,
): Entry[] {
  let buckets = BUCKETS_MIN;
  while (entries.length > buckets * LOAD) buckets *= 2;
  const bucketOf = (entry: Entry): number => {
    const hash = hashOf(entry);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  // Sorting is stable: within a bucket the order of putting stays.
  return entries
    .map((entry) => ({ entry, bucket: bucketOf(entry) }))
    .toSorted((a, b) => a.bucket - b.bucket)
    .map(({ entry }) => entry);
}

/** String.hashCode. */
export function textHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/** TopicPartition.hashCode. */
export function partitionHash({
  topic,
  partition,
}: {
  readonly topic: string;
  readonly partition: number;
}): number {
  return (Math.imul(31 + partition, 31) + textHash(topic)) | 0;
}
