// Finds the frames in a stream that passes by: calls back with each frame's content, or with its
// first bytes alone where the rest does not matter.

const HEAD_BYTES = 8;

export class FrameTap {
  readonly #wantsWhole: (head: Buffer) => boolean;
  readonly #onFrame: (content: Buffer, isWhole: boolean) => void;
  #pending: Buffer = Buffer.alloc(0);
  /** Bytes of the current frame that nobody wants. */
  #skip = 0;

  constructor(
    wantsWhole: (head: Buffer) => boolean,
    onFrame: (content: Buffer, isWhole: boolean) => void,
  ) {
    this.#wantsWhole = wantsWhole;
    this.#onFrame = onFrame;
  }

  push(chunk: Buffer): void {
    const skipped = Math.min(this.#skip, chunk.length);
    this.#skip -= skipped;
    this.#pending = Buffer.concat([this.#pending, chunk.subarray(skipped)]);
    while (this.#takeOne());
  }

  #takeOne(): boolean {
    const bytes = this.#pending;
    if (bytes.length < 4) return false;
    const size = bytes.readInt32BE(0);
    const head = Math.min(size, HEAD_BYTES);
    if (bytes.length < 4 + head) return false;
    const isWhole = this.#wantsWhole(bytes.subarray(4, 4 + head));
    if (isWhole && bytes.length < 4 + size) return false;
    const end = Math.min(bytes.length, 4 + size);
    this.#skip = 4 + size - end;
    this.#pending = bytes.subarray(end);
    this.#onFrame(bytes.subarray(4, isWhole ? end : 4 + head), isWhole);
    return true;
  }
}
