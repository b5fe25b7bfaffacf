// The two socket servers of a node: one for brokers and clients, one for controllers. They share
// memory and the order of work at the end of a turn, but each serves its own APIs. Ports are taken
// first and served last, when the node can answer.

import type { World } from '@ottla/base';
import type { NodeConfig } from '@ottla/metadata';
import {
  type AnyHandler,
  type EndOfTurn,
  intercepted,
  LargeWork,
  NetworkMemory,
  RequestMetrics,
  ServedApis,
  SocketServer,
} from '@ottla/broker';
import type { NodeListener, NodeOptions } from '../node-options.ts';
import type { ReviewedConfig } from '../review-config.ts';
import { HeldListeners } from './held-listeners.ts';
import { openListeners } from './listeners.ts';
import type { NodeMemory } from './memory.ts';
import { socketServerConfig } from './socket-settings.ts';

export interface NodeSocketsOptions extends NodeOptions {
  readonly reviewed: ReviewedConfig;
  readonly memory: NodeMemory;
}

export class NodeSockets {
  readonly #options: NodeSocketsOptions;
  readonly requestMetrics = new RequestMetrics();
  /** What the connections of both servers hold. */
  readonly networkMemory: NetworkMemory;
  readonly largeWork: LargeWork;
  readonly #held: HeldListeners;
  #listeners: readonly NodeListener[] = [];
  #brokerApis: ServedApis | undefined;
  #controllerApis: ServedApis | undefined;
  readonly #servers: SocketServer[] = [];
  #onDisconnect: ((connectionId: string) => void) | undefined;
  /** As it is by now, with what was set while the node runs. */
  #config: NodeConfig;

  constructor(options: NodeSocketsOptions) {
    this.#options = options;
    this.#config = options.config;
    this.largeWork = new LargeWork(options.world);
    const { receive } = options.memory;
    const limits = socketServerConfig(options.config);
    this.networkMemory = new NetworkMemory(
      options.world.clock,
      limits,
      () => receive.leasedBytes,
    );
    this.#held = new HeldListeners(options.world.network);
  }

  get listeners(): readonly NodeListener[] {
    return this.#listeners;
  }

  get servers(): readonly SocketServer[] {
    return this.#servers;
  }

  /** Takes the ports. Throws StartError. */
  async listen(): Promise<void> {
    const { reviewed, config, hostName, opensControllerListeners = true } = this.#options;
    const backlog = config.number('socket.listen.backlog.size');
    const common = { held: this.#held, hostName, backlog };
    const { broker, advertised, controller, advertisedController } = reviewed.listeners;
    this.#listeners = [
      ...(await openListeners({ ...common, listeners: broker, advertised, isController: false })),
      ...(await openListeners({
        ...common,
        listeners: opensControllerListeners ? controller : [],
        advertised: advertisedController,
        isController: true,
      })),
    ];
  }

  /** Which APIs a listener serves; only once `serve` was called. */
  apis(listener: string): ServedApis {
    const apis = this.isController(listener) ? this.#controllerApis : this.#brokerApis;
    if (apis === undefined) throw new Error('the listeners are not served yet');
    return apis;
  }

  isController(listener: string): boolean {
    return this.#listeners.some((each) => each.name === listener && each.isController);
  }

  /**
   * Serves those who came and those who will come. `onDisconnect` hears of each connection that is
   * gone.
   */
  async serve(
    handlers: readonly AnyHandler[],
    endOfTurn: EndOfTurn,
    onDisconnect?: (connectionId: string) => void,
  ): Promise<void> {
    this.#onDisconnect = onDisconnect;
    const unstableVersions = this.#options.config.flag('unstable.api.versions.enable');
    const of = (listener: 'broker' | 'controller', served = handlers): ServedApis =>
      new ServedApis(served, { listener, unstableVersions });
    this.#brokerApis = of('broker', this.#seenByInterceptor(handlers));
    this.#controllerApis = of('controller');
    await this.#open(this.#brokerApis, false, endOfTurn);
    await this.#open(this.#controllerApis, true, endOfTurn);
  }

  /** Limits change while the node runs. */
  reconfigure(config: NodeConfig): void {
    this.#config = config;
    for (const server of this.#servers) server.reconfigure(socketServerConfig(config));
  }

  /** Accepts no more, answers what is under way for up to `graceMs`, and closes. */
  async close(graceMs: number): Promise<void> {
    this.largeWork.close();
    await Promise.all(this.#servers.map((server) => server.close(graceMs)));
    await this.#held.close();
  }

  #seenByInterceptor(handlers: readonly AnyHandler[]): readonly AnyHandler[] {
    const { interceptor } = this.#options;
    if (interceptor === undefined) return handlers;
    return handlers.map((each) => intercepted(each, interceptor));
  }

  async #open(apis: ServedApis, isController: boolean, endOfTurn: EndOfTurn): Promise<void> {
    const { world, logger, memory } = this.#options;
    const listeners = this.#listeners.filter((each) => each.isController === isController);
    if (listeners.length === 0) return;
    const server = new SocketServer({
      world: this.#heldWorld(world),
      logger: logger.child('network'),
      config: socketServerConfig(this.#config),
      apis,
      receiveMemory: memory.receive,
      endOfTurn,
      requestMetrics: this.requestMetrics,
      onDisconnect: (connectionId) => this.#onDisconnect?.(connectionId),
      networkMemory: this.networkMemory,
      largeWork: this.largeWork,
    });
    this.#servers.push(server);
    for (const { name, bound } of listeners) {
      for (const { host, port } of bound) await server.listen({ name, host, port });
    }
  }

  /** The node's World, whose ports are taken already. */
  #heldWorld(world: World): World {
    const { clock, timers, random, disk, offload, poisonsMemory } = world;
    const { network } = this.#held;
    const exit = (code: number): void => world.exit(code);
    return { clock, timers, random, disk, network, offload, poisonsMemory, exit };
  }
}
