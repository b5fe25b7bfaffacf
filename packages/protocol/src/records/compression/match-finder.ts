// Finds what stands in a block once before: the half that snappy's and lz4's encoders share. One
// hash table of the last position of each four bytes, no chains: quick rather than thorough. It
// keeps to lz4's rules on how a block ends, which suit snappy as well.

/** Small inputs get small tables: filling one must not cost more than the search. */
const HASH_BITS_MIN = 8;
const HASH_BITS_MAX = 14;
const HASH_MULTIPLIER = 0x9e3779b1;
/** A match may not start in the last 12 bytes of a block, nor reach into its last 5. */
const MATCH_START_MARGIN = 12;
const MATCH_END_MARGIN = 5;
const MATCH_BYTES_MIN = 4;
const OFFSET_MAX = 0xffff;
/** After so many misses (as a power of two) the steps through what does not repeat get longer. */
const SKIP_SHIFT = 6;

/** One finder is in use at a time, and starts on an empty table: compressing does not wait. */
const TABLE = new Int32Array(1 << HASH_BITS_MAX);

/** Steps through the matches of a block; made once per input, moved from block to block. */
export class MatchFinder {
  readonly input: Uint8Array;
  /** Loads four bytes at once, wherever they lie. */
  private readonly view: DataView;
  /** Start of the bytes that precede the match and follow the one before. */
  literalStart = 0;
  matchStart = 0;
  matchBytes = 0;
  /** How far back the same bytes stand: 1 to 65535. */
  offset = 0;

  /** Positions plus one, so that an empty table's zeros mean none. */
  private readonly lastSeen: Int32Array;
  /** What shifts a hash down to a slot of the table. */
  private readonly shift: number;
  private blockStart = 0;
  private blockEnd = 0;
  private position = 0;

  constructor(input: Uint8Array) {
    this.input = input;
    this.view = new DataView(input.buffer, input.byteOffset, input.length);
    const bits = 32 - Math.clz32(input.length);
    const hashBits = Math.min(HASH_BITS_MAX, Math.max(HASH_BITS_MIN, bits));
    this.lastSeen = TABLE.subarray(0, 1 << hashBits).fill(0);
    this.shift = 32 - hashBits;
  }

  /** Starts on the next block; matches never reach into an earlier one. */
  openBlock(start: number, end: number): void {
    this.blockStart = start;
    this.blockEnd = end;
    this.position = start;
    this.literalStart = start;
    this.matchBytes = 0;
  }

  /** Moves to the next match. False where only literals are left, from `literalStart` on. */
  next(): boolean {
    const { view, lastSeen, blockStart, shift } = this;
    const limit = this.blockEnd - MATCH_START_MARGIN;
    let at = this.position;
    this.literalStart = at;
    let misses = 1 << SKIP_SHIFT;
    while (at < limit) {
      const word = view.getInt32(at, true);
      const slot = Math.imul(word, HASH_MULTIPLIER) >>> shift;
      const seen = (lastSeen[slot] ?? 0) - 1;
      lastSeen[slot] = at + 1;
      if (seen >= blockStart && at - seen <= OFFSET_MAX && view.getInt32(seen, true) === word) {
        this.extend(seen, at);
        return true;
      }
      at += misses++ >>> SKIP_SHIFT;
    }
    return false;
  }

  private extend(seen: number, at: number): void {
    const { input, view, blockStart, literalStart } = this;
    let start = at;
    let from = seen;
    while (start > literalStart && from > blockStart && input[start - 1] === input[from - 1]) {
      start -= 1;
      from -= 1;
    }
    const limit = this.blockEnd - MATCH_END_MARGIN;
    let end = at + MATCH_BYTES_MIN;
    let same = seen + MATCH_BYTES_MIN;
    while (end < limit && input[end] === input[same]) {
      end += 1;
      same += 1;
    }
    this.matchStart = start;
    this.matchBytes = end - start;
    this.offset = start - from;
    this.position = end;
    // What repeats tends to repeat from its end, so the next search may find it at once.
    const slot = Math.imul(view.getInt32(end - 2, true), HASH_MULTIPLIER) >>> this.shift;
    this.lastSeen[slot] = end - 1;
  }
}
