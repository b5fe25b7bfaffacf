// The two copies that snappy and lz4 are made of. Written for the short lengths that compressed
// data mostly has; long ones go to the engine's own copy. Bounds are the caller's duty.

/** From here on the engine's own copy is quicker than a loop, in spite of the call. */
export const LOOP_BYTES_MAX = 48;

/**
 * Appends at `at` the `length` bytes that stand `offset` before it. They may overlap what is
 * written: an offset of 1 repeats one byte.
 */
export function copyMatch(output: Uint8Array, at: number, offset: number, length: number): void {
  let from = at - offset;
  if (length > LOOP_BYTES_MAX && offset >= length) {
    output.copyWithin(at, from, from + length);
  } else if (length > LOOP_BYTES_MAX && offset === 1) {
    output.fill(output[from] ?? 0, at, at + length);
  } else {
    const end = at + length;
    for (let to = at; to < end; to++) output[to] = output[from++] ?? 0;
  }
}

/** Where an encoder writes: it owns `bytes`, and has made sure that they suffice. */
export class ByteSink {
  readonly bytes: Uint8Array;
  /** Position of the next byte. */
  position: number;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  put(byte: number): void {
    this.bytes[this.position++] = byte;
  }

  /** Copies `input[start, end)`. */
  copy(input: Uint8Array, start: number, end: number): void {
    const { bytes, position } = this;
    const length = end - start;
    if (length > LOOP_BYTES_MAX) bytes.set(input.subarray(start, end), position);
    else for (let i = 0; i < length; i++) bytes[position + i] = input[start + i] ?? 0;
    this.position = position + length;
  }
}
