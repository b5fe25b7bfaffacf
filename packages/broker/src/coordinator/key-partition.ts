// Which partition of a coordinator's topic a key belongs to: Java's hash of the text, as all
// brokers of a cluster, and Kafka's own, must agree.

/** Java's String.hashCode: over UTF-16 units, in 32 bits. */
export function javaHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  }
  return hash;
}

export function partitionOfKey(key: string, partitionCount: number): number {
  const hash = javaHash(key);
  // The least integer has no positive twin; Kafka takes 0 for it.
  return (hash === -2147483648 ? 0 : Math.abs(hash)) % partitionCount;
}
