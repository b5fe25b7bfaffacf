// The network: byte streams in order, as TCP gives them. The receiver supplies the buffers that
// bytes are read into, so that on the real World they land in pooled slabs without a copy; both
// Worlds and both real receive paths pass one contract suite.

import type { NetworkError } from '../errors.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What a connection calls. Never inside the `receive` call that installs it. */
export interface Receiver {
  /**
   * Where the next bytes go: a view of at least one byte that stays the receiver's own. It is asked
   * for well before bytes come, and filled only right before `received`, in one step with it:
   * receivers may supply one and the same memory to many connections.
   */
  supply(): Uint8Array;
  /** `length` bytes were put at the start of the view last supplied. */
  received(length: number): void;
  /** The peer sends no more; writing may go on. */
  ended(): void;
  /** The connection is gone, for whatever reason. Exactly once, and last. */
  closed(error?: Error): void;
}

export interface Connection {
  readonly remote: Address;
  readonly local: Address;
  /** Installs the receiver and starts delivery. Once per connection. */
  receive(receiver: Receiver): void;
  /**
   * Queues chunks in order, as one gathered write. They must not change until `written` is called,
   * which happens exactly once, in the order of the writes, never inside a call of this connection,
   * also when the connection is lost: before `closed`, unless it was lost before the write.
   */
  write(chunks: readonly Uint8Array[], written?: () => void): void;
  /** Bytes queued by `write` that the kernel has not taken yet: the measure for back-pressure. */
  queuedBytes(): number;
  /** Stops delivery soon (bytes already read may still arrive) and lets the peer feel it. */
  pause(): void;
  resume(): void;
  /** Asks the receiver for another view in place of the one last supplied, which it wants back. */
  resupply(): void;
  /** Sends what is queued, then ends this direction. */
  end(): void;
  /** Drops the connection at once. */
  destroy(): void;
}

export interface Listener {
  readonly address: Address;
  /** Accepts no more; open connections live on. Resolves when the port is free. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** Empty: every address of this machine. */
  readonly host: string;
  /** 0: a free port. */
  readonly port: number;
  readonly backlog?: number;
  /** A connection could not be accepted (for example EMFILE); the listener goes on. */
  readonly failed?: (error: NetworkError) => void;
}

/** In PEM; several of them as a list. */
type Pem = string | Buffer | (string | Buffer)[];

/**
 * How a connection is encrypted, by Node's names. Where nothing is said the peer's certificate must
 * be signed by an authority of this machine and name the host.
 */
export interface TlsOptions {
  /** The authorities to trust, instead of the machine's own. */
  readonly ca?: Pem | undefined;
  /** This side's certificate and key, where the peer asks for them. */
  readonly cert?: Pem | undefined;
  readonly key?: Pem | undefined;
  readonly passphrase?: string | undefined;
  /** Certificate and key in one, PKCS 12. */
  readonly pfx?: string | Buffer | undefined;
  /** The name that the certificate must have, instead of the host's. */
  readonly servername?: string | undefined;
  /** False takes any certificate: for tests. */
  readonly rejectUnauthorized?: boolean | undefined;
  /** Looks at the certificate instead of Node: an error where it is not the host's. */
  readonly checkServerIdentity?: (host: string, certificate: object) => Error | undefined;
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3' | undefined;
  readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3' | undefined;
  readonly ciphers?: string | undefined;
}

export interface ConnectOptions extends Address {
  readonly timeoutMs: number;
  /** Encrypts the connection. The simulated network sends plain bytes all the same. */
  readonly tls?: TlsOptions | undefined;
  /** When it aborts before the connection is there, nothing is left of the attempt. */
  readonly signal?: AbortSignal | undefined;
}

export interface Network {
  /** Rejects with a NetworkError, for example with code EADDRINUSE. */
  listen(options: ListenOptions, accept: (connection: Connection) => void): Promise<Listener>;
  /**
   * Rejects with a NetworkError: ECONNREFUSED, ENOTFOUND, ETIMEDOUT and the like; at once with the
   * signal's reason when that aborts. A connection that was resolved with is the caller's, also
   * where the signal aborts before the caller looks.
   */
  connect(options: ConnectOptions): Promise<Connection>;
}
