// Writes a message a few items at a time: the counterpart of sliced-reader.ts. Each slice writes
// the message from its beginning, over the same bytes, and arrays that were begun go on behind the
// items that are there.

import { inItem } from './codec-error.ts';
import { Writer } from './writer.ts';

/** Thrown to end a slice; never seen outside. */
const PAUSE = Symbol('pause');

/** An array, by how much of the message lies before its items. */
interface Begun {
  readonly start: number;
  /** How many items are there, and what the message measures with them. */
  count: number;
  end: number;
}

export class SlicedWriter extends Writer {
  /** In the order of their places, as in SlicedReader. */
  readonly #begun: Begun[] = [];
  #sliceItems = 0;
  #openTags = 0;

  /** Goes on with `write` for about so many items; always the same `write`. True at the end. */
  slice(write: (writer: Writer) => void, items: number): boolean {
    this.wind(0);
    this.#sliceItems = Math.max(1, items);
    try {
      write(this);
      return true;
    } catch (error) {
      if (error === PAUSE) return false;
      throw error;
    }
  }

  override items<Item>(
    items: readonly Item[],
    field: string,
    version: number,
    write: (writer: Writer, item: Item, version: number) => void,
  ): void {
    // The end of a tagged field moves its value: it is written in one go.
    if (this.#openTags > 0) return super.items(items, field, version, write);
    const begun = this.#find(this.sizeBytes);
    this.wind(begun.end);
    try {
      for (; begun.count < items.length; begun.count += 1) {
        if (this.#sliceItems === 0) throw PAUSE;
        write(this, items[begun.count] as Item, version); // in bounds
        if (this.#sliceItems > 0) this.#sliceItems -= 1;
        while (this.#begun.at(-1) !== begun) this.#begun.pop();
        begun.end = this.sizeBytes;
      }
    } catch (error) {
      throw inItem(error, field, begun.count);
    }
  }

  override beginTag(tag: number): number {
    this.#openTags += 1;
    return super.beginTag(tag);
  }

  override endTag(begun: number): void {
    super.endTag(begun);
    this.#openTags -= 1;
  }

  /** Copied, whatever its size: it may be written more than once. */
  override raw(bytes: Uint8Array): void {
    const at = this.make(bytes.length);
    this.scratch.set(bytes, at);
  }

  #find(start: number): Begun {
    const known = this.#begun.find((each) => each.start === start);
    if (known !== undefined) return known;
    const begun: Begun = { start, count: 0, end: start };
    this.#begun.push(begun);
    return begun;
  }
}
