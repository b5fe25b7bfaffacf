// gzip and zstd by the runtime's own zlib, with a limit on what comes out.

import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Codec } from './codec.ts';
import { CompressionError } from './compression-error.ts';
import { gzipPieceBytes, zstdPieceBytes } from './expected-size.ts';

/** What zlib's functions give with the option `info`. */
interface ZlibResult {
  readonly buffer: Uint8Array;
  /** The count of input bytes that the decompressor took. */
  readonly engine: { readonly bytesWritten: number };
}

/** All members, one after the other. Throws CompressionError. */
export function decompressGzip(bytes: Uint8Array, limitBytes: number): Uint8Array {
  const chunkSize = gzipPieceBytes(bytes, limitBytes);
  return guarded('gzip', 0, limitBytes, (maxOutputLength) => {
    return gunzipSync(bytes, { maxOutputLength, chunkSize });
  });
}

/** All frames, one after the other; skippable ones give nothing. Throws CompressionError. */
export function decompressZstd(bytes: Uint8Array, limitBytes: number): Uint8Array {
  const outputs: Uint8Array[] = [];
  let position = 0;
  let written = 0;
  do {
    const input = position === 0 ? bytes : bytes.subarray(position);
    const decoded = guarded('zstd', position, limitBytes - written, (maxOutputLength) => {
      const chunkSize = zstdPieceBytes(input, maxOutputLength);
      const result: unknown = zstdDecompressSync(input, { maxOutputLength, chunkSize, info: true });
      // The types know the option, but not what it does to the result; Node documents it.
      return result as ZlibResult;
    });
    // One call decodes one frame, and leaves alone what follows it.
    position += Math.max(1, decoded.engine.bytesWritten);
    written += decoded.buffer.length;
    if (position >= bytes.length && outputs.length === 0) return decoded.buffer;
    outputs.push(decoded.buffer);
  } while (position < bytes.length);
  return Buffer.concat(outputs);
}

function guarded<Result extends Uint8Array | ZlibResult>(
  codec: Codec,
  position: number,
  limitBytes: number,
  decode: (maxOutputLength: number) => Result,
): Result {
  let result: Result;
  try {
    // zlib takes no limit of 0; one byte too many is noticed below.
    result = decode(Math.max(1, limitBytes));
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw limitError(codec, position, error);
    const problem = error instanceof Error ? error.message : String(error);
    throw new CompressionError('malformed', { codec, position }, problem, error);
  }
  const sizeBytes = 'engine' in result ? result.buffer.length : result.length;
  if (sizeBytes > limitBytes) throw limitError(codec, position);
  return result;
}

function limitError(codec: Codec, position: number, cause?: unknown): CompressionError {
  const problem = 'it decompresses to more bytes than are allowed';
  return new CompressionError('limit', { codec, position }, problem, cause);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
