// Which addresses a configured host means to listen on. `localhost` means both families, so that a
// client finds the node whichever one its resolver prefers.

export interface ListenHosts {
  /** Must be opened. */
  readonly first: string;
  /** Opened on the same port where the host has it. */
  readonly also: readonly string[];
}

/** An empty host means every interface, as in Kafka. */
export function listenHosts(host: string): ListenHosts {
  if (host === 'localhost') return { first: '127.0.0.1', also: ['::1'] };
  return { first: host, also: [] };
}
