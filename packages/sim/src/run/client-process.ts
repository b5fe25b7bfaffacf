// A client's process on a machine of its own, that is killed and started again. Each start is a new
// incarnation, with a new World and nothing remembered.

import type { SimulatedUniverse, World } from '@ottla/base';

export interface ClientProcessOptions {
  readonly universe: SimulatedUniverse;
  readonly name: string;
  readonly clockRate: number;
  /** What it does; resolves when it is done for good. */
  readonly run: (world: World, incarnation: number) => Promise<void>;
  /** Stands between the client and its World: where bugs are planted. */
  readonly wrap: (world: World) => World;
  /** It broke: a bug of the client or of the simulation. */
  readonly broke: (error: unknown) => void;
}

export class ClientProcess {
  readonly name: string;
  readonly #options: ClientProcessOptions;
  #starts = 0;
  /** It came to its end by itself. */
  isDone = false;

  constructor(options: ClientProcessOptions) {
    this.name = options.name;
    this.#options = options;
  }

  get isAlive(): boolean {
    return this.#starts > 0 && this.#options.universe.isAlive(this.name);
  }

  start(): void {
    if (this.isAlive || this.isDone) return;
    const { universe, name, clockRate, run, wrap, broke } = this.#options;
    const world =
      this.#starts === 0 ? universe.createNode(name, { clockRate }) : universe.restart(name);
    this.#starts += 1;
    const starts = this.#starts;
    run(wrap(world), starts).then(
      () => {
        if (this.#starts === starts) this.isDone = true;
      },
      (error: unknown) => {
        if (this.#starts === starts) this.isDone = true;
        broke(error);
      },
    );
  }

  kill(): void {
    if (this.isAlive && !this.isDone) this.#options.universe.kill(this.name, 'process');
  }
}
