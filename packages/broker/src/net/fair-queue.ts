// A queue in which everybody who waits has their turn after everybody else, however much they want.

export class FairQueue<Item> {
  /** Who has had a turn, or is new, is last. None of the lists is empty. */
  readonly #byOwner = new Map<string, Item[]>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(owner: string, item: Item): void {
    const items = this.#byOwner.get(owner);
    if (items === undefined) this.#byOwner.set(owner, [item]);
    else items.push(item);
    this.#length += 1;
  }

  /** The oldest of whoever's turn it is, those apart who may not have it now. */
  shift(mayHave: (owner: string) => boolean = anybody): Item | undefined {
    const owner = this.#byOwner.keys().find(mayHave);
    const items = owner === undefined ? undefined : this.#byOwner.get(owner);
    if (owner === undefined || items === undefined) return undefined;
    this.#byOwner.delete(owner);
    const item = items.shift();
    if (items.length > 0) this.#byOwner.set(owner, items);
    this.#length -= 1;
    return item;
  }
}

const anybody = (): boolean => true;
