// The network of a simulated universe: hosts, listeners, connections, and what a test does to the
// links between nodes. Bytes of one connection keep their order; nothing else does.

import { NetworkError } from '../../../errors.ts';
import type { Prng } from '../../../prng/prng.ts';
import type { Connection, ConnectOptions, Listener, ListenOptions } from '../../network.ts';
import type { Scheduler } from '../scheduler.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { TraceSink } from '../trace.ts';
import { ConnectAttempt, type Doors } from './connect-attempt.ts';
import { ConnectionPair } from './connection-pair.ts';
import { defaultConditions, type LinkConditions } from './link.ts';
import type { NetworkUser, OpenListener } from './network-user.ts';

const firstFreePort = 32_768;
const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '::1'];
const wildcardNames: readonly string[] = ['', '0.0.0.0', '::'];
/**
 * Connections are looked through for ended ones when there are twice as many as last time, or
 * these.
 */
const pairsKeptMin = 64;

export class SimulatedNetwork implements Doors {
  /** What links start with. Change it before nodes talk. */
  readonly defaults: LinkConditions = { ...defaultConditions };
  readonly #scheduler: Scheduler;
  readonly #prng: Prng;
  readonly #trace: TraceSink;
  readonly #links = new Map<string, LinkConditions>();
  readonly #listeners = new Map<string, OpenListener>();
  #pairs: ConnectionPair[] = [];
  #pairsKeptMax = pairsKeptMin;
  /** Hosts with a node; the value says whether they have power. */
  readonly #hosts = new Map<string, boolean>();
  #nextPort = firstFreePort;

  constructor(scheduler: Scheduler, prng: Prng, trace: TraceSink) {
    this.#scheduler = scheduler;
    this.#prng = prng;
    this.#trace = trace;
  }

  // What a test does to it.

  /** The conditions from one node to another, to be read or changed. */
  link(from: string, to: string): LinkConditions {
    const key = `${from}>${to}`;
    let link = this.#links.get(key);
    if (link === undefined) {
      link = { ...this.defaults };
      this.#links.set(key, link);
    }
    return link;
  }

  /** Nothing gets from one group of nodes to the other; nor back, unless it is `oneWay`. */
  partition(from: readonly string[], to: readonly string[], oneWay = false): void {
    this.#note(`partition ${from.join()} ${oneWay ? '' : '<'}> ${to.join()}`);
    for (const a of from) {
      for (const b of to) {
        this.link(a, b).blocked = true;
        if (!oneWay) this.link(b, a).blocked = true;
      }
    }
  }

  /** Opens all links again; what waited goes on. */
  heal(): void {
    this.#note('heal');
    for (const link of this.#links.values()) link.blocked = false;
    for (const pair of this.#pairs) pair.goOn();
  }

  /** Breaks the connections between two nodes, at any byte. */
  resetConnections(a: string, b: string): void {
    this.#note(`reset ${a} ${b}`);
    for (const pair of this.#pairs) {
      const names = [pair.clientUser.name, pair.serverUser.name];
      if (!names.includes(a) || !names.includes(b)) continue;
      pair.client.reset('ECONNRESET');
      pair.server.reset('ECONNRESET');
    }
  }

  // For the universe.

  /** A node starts on this host. */
  hostStarted(host: string, name: string): void {
    this.#hosts.set(host, true);
    for (const pair of this.#pairs) {
      for (const end of pair.endsOf(name)) end.powerCame();
    }
  }

  processDied(process: SimulatedProcess, host: string, powerLost: boolean): void {
    if (powerLost) this.#hosts.set(host, false);
    for (const [key, { user }] of [...this.#listeners]) {
      if (user.process === process) this.#listeners.delete(key);
    }
    for (const pair of this.#pairs) {
      for (const end of pair.endsOf(process.name)) {
        if (powerLost) end.powerLost();
        else end.processDied();
      }
    }
  }

  // For processes.

  listen(
    user: NetworkUser,
    options: ListenOptions,
    accept: (connection: Connection) => void,
  ): Promise<Listener> {
    const host = options.host;
    const port = options.port === 0 ? this.#nextPort++ : options.port;
    const key = `${user.host}:${port}`;
    return new Promise((resolve, reject) => {
      user.later('listen', () => {
        const refuse = (code: string) =>
          reject(new NetworkError(code, `listen on ${host}:${port}: ${code}`, true));
        const isOwn = host === user.host || [...loopbackNames, ...wildcardNames].includes(host);
        if (!isOwn) return refuse('EADDRNOTAVAIL');
        if (this.#listeners.has(key)) return refuse('EADDRINUSE');
        const listener: OpenListener = { user, accept };
        this.#listeners.set(key, listener);
        resolve({ address: { host, port }, close: () => this.#close(key, listener) });
      });
    });
  }

  connect(user: NetworkUser, options: ConnectOptions): Promise<Connection> {
    const { signal } = options;
    const host = loopbackNames.includes(options.host) ? user.host : options.host;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const attempt = new ConnectAttempt({
        user,
        network: this,
        asked: options,
        to: { host, port: options.port },
        signal,
        resolve,
        reject,
      });
      if (this.#hosts.has(host)) attempt.start(options.timeoutMs);
      else user.later('not found', () => attempt.fail('ENOTFOUND'));
    });
  }

  // For attempts to connect.

  hasPower(host: string): boolean {
    return this.#hosts.get(host) === true;
  }

  listenerAt(host: string, port: number): OpenListener | undefined {
    return this.#listeners.get(`${host}:${port}`);
  }

  /** An event after the link's delay, which neither end's death or stall stops. */
  afterDelay(link: LinkConditions, kind: string, run: () => void): void {
    const delayMs = this.#prng.between(link.delayMsMin, link.delayMsMax);
    this.after(delayMs, kind, run);
  }

  after(delayMs: number, kind: string, run: () => void): void {
    this.#scheduler.at(this.#scheduler.nowMs + delayMs, { kind }, run);
  }

  /** Joins a client to a listener, which accepts; returns the client's end. */
  open(user: NetworkUser, listener: OpenListener, port: number): Connection {
    const server = listener.user;
    const clientPort = this.#nextPort++;
    const pair = new ConnectionPair({
      prng: this.#prng,
      inTransit: (atMs, run) => this.#scheduler.at(atMs, { kind: 'in transit' }, run),
      client: {
        user,
        address: { host: user.host, port: clientPort },
        link: this.link(user.name, server.name),
      },
      server: {
        user: server,
        address: { host: server.host, port },
        link: this.link(server.name, user.name),
      },
    });
    this.#keep(pair);
    this.#note(`connection ${user.name}:${clientPort} > ${server.name}:${port}`);
    server.later('accept', () => listener.accept(pair.server));
    return pair.client;
  }

  #close(key: string, listener: OpenListener): Promise<void> {
    if (this.#listeners.get(key) === listener) this.#listeners.delete(key);
    return new Promise((resolve) => listener.user.later('listener closed', resolve));
  }

  #keep(pair: ConnectionPair): void {
    this.#pairs.push(pair);
    if (this.#pairs.length <= this.#pairsKeptMax) return;
    this.#pairs = this.#pairs.filter((kept) => !kept.isOver);
    this.#pairsKeptMax = Math.max(pairsKeptMin, this.#pairs.length * 2);
  }

  #note(text: string): void {
    this.#trace.add(this.#scheduler.nowMs, text);
  }
}
