// Something that happens again and again, and those who want to know of it at that very moment.

export class Watched<What> {
  readonly #watchers = new Set<(what: What) => void>();

  /** Gives what ends the watch. */
  watch(watcher: (what: What) => void): () => void {
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  tell(what: What): void {
    for (const watcher of [...this.#watchers]) watcher(what);
  }
}
