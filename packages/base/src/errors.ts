// Operating errors of the World: what a disk or a network can answer. Protocol outcomes are values
// (packages/protocol), bugs are assertion failures (assert.ts); the three are never mixed.

export class DiskError extends Error {
  override readonly name = 'DiskError';
  /** The operating system's code: ENOENT, EEXIST, ENOSPC, EIO, ELOCKED, … */
  readonly code: string;
  readonly path: string;

  constructor(code: string, path: string, operation: string, cause?: unknown) {
    super(`${operation} ${path}: ${code}`, { cause });
    this.code = code;
    this.path = path;
  }
}

export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  /** The operating system's code: ECONNREFUSED, ECONNRESET, ETIMEDOUT, EADDRINUSE, … */
  readonly code: string;
  /** Whether trying again later can help. */
  readonly retriable: boolean;

  constructor(code: string, message: string, retriable: boolean, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.retriable = retriable;
  }
}
