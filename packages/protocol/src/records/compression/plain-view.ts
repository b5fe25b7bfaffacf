// Between the two kinds of byte array: the codecs' inner loops want one kind, everyone else has the
// other.

/**
 * The same bytes as a plain Uint8Array. A Buffer is one too, but a loop that meets both kinds runs
 * a third slower on either.
 */
export function plainView(bytes: Uint8Array): Uint8Array {
  if (bytes.constructor === Uint8Array) return bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The same bytes as a Buffer, which is what sockets and files give. */
export function bufferView(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
