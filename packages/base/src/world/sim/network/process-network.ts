// The Network of one simulated process.

import type { Connection, ConnectOptions, Listener, ListenOptions, Network } from '../../network.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { TraceSink } from '../trace.ts';
import type { NetworkUser } from './network-user.ts';
import type { SimulatedNetwork } from './simulated-network.ts';

export interface ProcessNetworkOptions {
  readonly process: SimulatedProcess;
  /** The machine's name, by which others reach it. */
  readonly host: string;
  readonly network: SimulatedNetwork;
  readonly trace: TraceSink;
}

export class ProcessNetwork implements Network, NetworkUser {
  readonly host: string;
  readonly process: SimulatedProcess;
  readonly #network: SimulatedNetwork;
  readonly #trace: TraceSink;

  constructor(options: ProcessNetworkOptions) {
    this.host = options.host;
    this.process = options.process;
    this.#network = options.network;
    this.#trace = options.trace;
  }

  get name(): string {
    return this.process.name;
  }

  get nowMs(): number {
    return this.process.nowMs;
  }

  listen(options: ListenOptions, accept: (connection: Connection) => void): Promise<Listener> {
    return this.#network.listen(this, options, accept);
  }

  connect(options: ConnectOptions): Promise<Connection> {
    return this.#network.connect(this, options);
  }

  later(kind: string, task: () => void): void {
    this.process.schedule(0, { kind }, task);
  }

  last(kind: string, task: () => void): void {
    this.process.schedule(0, { kind, phase: 1 }, task);
  }

  note(text: string, content?: Uint8Array): void {
    this.#trace.add(this.process.nowMs, `${this.name} ${text}`, content);
  }
}
