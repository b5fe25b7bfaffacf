// What happened in a simulation, as a running hash: equal seeds must give equal hashes, which is
// how a test proves that nothing but the seed decides. Optionally also as lines to read.

import { crc32 } from 'node:zlib';

/** Who takes entries, where nobody asks for their hash. */
export type TraceSink = Pick<Trace, 'add'>;

export class Trace {
  /** Every entry since the start, where lines were asked for. */
  readonly lines: string[] = [];
  readonly #keepLines: boolean;
  #hash = 0;
  #entries = 0;

  constructor(keepLines: boolean) {
    this.#keepLines = keepLines;
  }

  /** Adds an entry; `content` counts too, byte for byte. */
  add(atMs: number, text: string, content?: Uint8Array): void {
    const sum = content === undefined ? '' : ` ${content.length} B ${crc32(content).toString(16)}`;
    const line = `${atMs.toFixed(3)} ${text}${sum}`;
    this.#hash = crc32(line, this.#hash);
    this.#entries += 1;
    if (this.#keepLines) this.lines.push(line);
  }

  /** Number of entries and their hash: `1234-89abcdef`. */
  get digest(): string {
    return `${this.#entries}-${this.#hash.toString(16).padStart(8, '0')}`;
  }
}
