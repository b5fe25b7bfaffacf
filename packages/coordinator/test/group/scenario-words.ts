// A line of a scenario, taken apart: words, and options as `name=value`.

export class Words {
  readonly plain: readonly string[];
  readonly #options: ReadonlyMap<string, string>;
  readonly #used = new Set<string>();

  constructor(line: string) {
    const words = line.split(' ').filter((word) => word !== '');
    const isOption = (word: string): boolean => /^[A-Za-z]+=/.test(word);
    this.plain = words.filter((word) => !isOption(word));
    this.#options = new Map(
      words.filter(isOption).map((word) => {
        const at = word.indexOf('=');
        return [word.slice(0, at), word.slice(at + 1)];
      }),
    );
  }

  at(index: number): string {
    const word = this.plain[index];
    if (word === undefined) throw new Error(`a word is missing after: ${this.plain.join(' ')}`);
    return word;
  }

  from(index: number): readonly string[] {
    return this.plain.slice(index);
  }

  option(name: string): string | undefined {
    this.#used.add(name);
    return this.#options.get(name);
  }

  number(name: string, otherwise: number): number {
    const text = this.option(name);
    return text === undefined ? otherwise : Number(text);
  }

  list(name: string): readonly string[] | undefined {
    return this.option(name)?.split(',').filter((word) => word !== '');
  }

  options(): IterableIterator<[string, string]> {
    for (const name of this.#options.keys()) this.#used.add(name);
    return this.#options.entries();
  }

  /** A misspelt option would make a scenario say what it does not do. */
  checkUsed(): void {
    for (const name of this.#options.keys()) {
      if (!this.#used.has(name)) throw new Error(`a scenario has no option ${name} here`);
    }
  }
}

/** `topic:partition`, with `=rest` behind it or without. */
export function partitionWord(word: string): { topic: string; partition: number; rest: string } {
  const [, topic, partition, rest] = /^(.+):(\d+)(?:@(.*))?$/.exec(word) ?? [];
  if (topic === undefined) throw new Error(`not a partition: ${word}`);
  return { topic, partition: Number(partition), rest: rest ?? '' };
}
