// Reads a message a few items at a time, so that one of a hundred thousand keeps nobody waiting.
// The generated code knows nothing of it: a slice that has had its items ends by a throw out of an
// array, and the next one reads the message from its beginning, where arrays that were begun go on
// at the item that they had come to.

import { inItem } from './codec-error.ts';
import { Reader } from './reader.ts';
import type { Uuid } from './values.ts';

/** Thrown to end a slice; never seen outside. */
const PAUSE = Symbol('pause');

/** An array, by where its items start. */
interface Begun {
  readonly start: number;
  readonly items: unknown[];
  /** Where the next item starts; the end of the array where it has all. */
  at: number;
}

export class SlicedReader extends Reader {
  readonly #start: number;
  readonly #end: number;
  /**
   * In the order of their places: those that the message has whole, and those that lead to where
   * it has come to.
   */
  readonly #begun: Begun[] = [];
  #countedTo = -1;
  #sliceItems = 0;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    super(bytes, start, end);
    this.#start = start;
    this.#end = end;
  }

  /**
   * Goes on with `read` for about so many items; always the same `read`. Undefined where there is
   * more to come. Throws what `read` throws.
   */
  slice<Message extends object>(
    read: (reader: Reader) => Message,
    items: number,
  ): Message | undefined {
    this.at = this.#start;
    this.limit = this.#end;
    this.#sliceItems = Math.max(1, items);
    try {
      return read(this);
    } catch (error) {
      if (error === PAUSE) return undefined;
      throw error;
    }
  }

  override items<Item>(
    field: string,
    count: number,
    version: number,
    read: (reader: Reader, version: number) => Item,
  ): Item[] {
    if (count === 0) return [];
    const begun = this.#find(this.at);
    const items = begun.items as Item[]; // read by the same function, at the same place
    this.at = begun.at;
    try {
      while (items.length < count) {
        if (this.#sliceItems === 0) throw PAUSE;
        items.push(read(this, version));
        if (this.#sliceItems > 0) this.#sliceItems -= 1;
        this.#forgetFrom(begun);
        begun.at = this.at;
      }
    } catch (error) {
      throw inItem(error, field, items.length);
    }
    return items;
  }

  override stringArray(field: string, count: number, flexible: boolean): string[] {
    return this.items(field, count, 0, () => this.string('', flexible));
  }

  override uuidArray(field: string, count: number): Uuid[] {
    return this.items(field, count, 0, () => this.uuid(''));
  }

  /** Counts each array once, however often it is come by. */
  protected override takeItems(count: number, field: string): void {
    if (this.at <= this.#countedTo) return;
    super.takeItems(count, field);
    this.#countedTo = this.at;
  }

  #find(start: number): Begun {
    const known = this.#begun.find((each) => each.start === start);
    if (known !== undefined) return known;
    const begun: Begun = { start, items: [], at: start };
    this.#begun.push(begun);
    return begun;
  }

  /** The arrays inside an item that is whole are part of it. */
  #forgetFrom(outer: Begun): void {
    while (this.#begun.at(-1) !== outer) this.#begun.pop();
  }
}
