// The controller channel of a node that has the controller in its own process. Requests are encoded
// and decoded on the way, both ways, as a network would do it: very large ones in slices. While
// this node is not active, or not yet, a request waits and is tried again until its time is over.

import { assert, type Timer, type World } from '@ottla/base';
import type { ControllerCommand } from '@ottla/metadata';
import { type Api, type Draft, errors, type ProtocolError } from '@ottla/protocol';
import type { LargeWork } from '../net/large-work.ts';
import { workInSlices } from '../net/sliced-work.ts';
import type { ControllerChannel, ControllerRequestContext } from './controller-channel.ts';
import type { CommandEnd, ControllerDriver } from './controller-driver.ts';
import { copied } from './copied.ts';

/** How long to wait before asking again whether this node is active. */
const RETRY_MS = 50;

/** Any command: the registry gives it back under the types of its own API. */
export interface AnyCommand {
  readonly api: { readonly key: number };
}

/** A request that is no command: raft answers it as things stand, and nothing is written. */
export interface ChannelQuery<Request, Response> {
  readonly api: Api<Request, Response>;
  answer(request: Request, apiVersion: number): Draft<Response>;
}

export interface LocalChannelOptions {
  readonly world: World;
  /** Of the node: large messages take their turn with its large requests. */
  readonly largeWork: LargeWork;
  readonly driver: ControllerDriver;
  readonly commands: readonly AnyCommand[];
  /** Each one is found by the key of its own API. */
  readonly queries?: readonly AnyCommand[];
}

/** Where a part of a call leads: `took` hears what it took of the loop. */
interface Continuation<Result> {
  done(result: Result): void;
  failed(error: unknown): void;
  took(workMs: number): void;
}

export class LocalChannel implements ControllerChannel {
  readonly #world: World;
  readonly #largeWork: LargeWork;
  readonly #driver: ControllerDriver;
  readonly #commands: ReadonlyMap<number, AnyCommand>;
  readonly #queries: ReadonlyMap<number, AnyCommand>;
  readonly #calls = new Set<{ end(): void }>();
  #isClosed = false;

  constructor({ world, largeWork, driver, commands, queries = [] }: LocalChannelOptions) {
    this.#world = world;
    this.#largeWork = largeWork;
    this.#driver = driver;
    this.#commands = new Map(commands.map((each) => [each.api.key, each]));
    this.#queries = new Map(queries.map((each) => [each.api.key, each]));
  }

  call<Request, Response>(
    api: Api<Request, Response>,
    version: number,
    request: Draft<Request>,
    { timeoutMs, took: tell }: ControllerRequestContext,
  ): Promise<Response> {
    const query = this.#queries.get(api.key);
    const command = this.#commands.get(api.key);
    if (query === undefined && command === undefined) {
      return Promise.reject(new Error(`no controller command serves ${api.name} (${api.key})`));
    }
    const took = (workMs: number): void => {
      this.#largeWork.took(workMs);
      tell?.(workMs);
    };
    return new Promise((resolve, reject) => {
      const failed = (error: unknown): void =>
        reject(error instanceof Error ? error : new Error(String(error)));
      const done = (response: Draft<Response>): void =>
        this.#run(copied(api.response, response, version), { done: resolve, failed, took });
      const decide = (message: Request): void => {
        const start = { message, version, timeoutMs, done, took };
        if (query === undefined) return this.#ask<Request, Response>(command, start);
        // As with commands: what is kept under this key has this API's types.
        const { answer } = query as unknown as ChannelQuery<Request, Response>;
        done(answer(message, version));
      };
      this.#run(copied(api.request, request, version), { done: decide, failed, took });
    });
  }

  #ask<Request, Response>(
    command: AnyCommand | undefined,
    start: CallStart<Request, Response>,
  ): void {
    // The registry is keyed by API: the command of this key has this API's types.
    const typed = command as unknown as ControllerCommand<Request, Response>;
    const call = new Call({ world: this.#world, driver: this.#driver, command: typed });
    const done = (response: Draft<Response>): void => {
      this.#calls.delete(call);
      start.done(response);
    };
    this.#calls.add(call);
    call.begin({ ...start, done });
    if (this.#isClosed) call.end();
  }

  /** At once where there is little to do. */
  #run<Result>(work: Generator<undefined, Result>, then: Continuation<Result>): void {
    let first: IteratorResult<undefined, Result>;
    try {
      first = work.next();
    } catch (error) {
      return then.failed(error);
    }
    if (first.done === true) return then.done(first.value);
    const { clock, timers } = this.#world;
    const { failed, took } = then;
    const done = (result: Result): void => {
      try {
        then.done(result);
      } catch (error) {
        failed(error);
      }
    };
    const host = { clock, timers, largeWork: this.#largeWork };
    workInSlices(work, host, { isWanted: true, done, failed, took });
  }

  /** Answers what waits with NOT_CONTROLLER. */
  close(): void {
    this.#isClosed = true;
    for (const call of [...this.#calls]) call.end();
  }
}

interface CallOptions<Request, Response> {
  readonly world: World;
  readonly driver: ControllerDriver;
  readonly command: ControllerCommand<Request, Response>;
}

interface CallStart<Request, Response> {
  readonly message: Request;
  readonly version: number;
  readonly timeoutMs: number;
  readonly done: (response: Draft<Response>) => void;
  readonly took: (workMs: number) => void;
}

/** One request on its way: tried until it is answered, or its time is over. */
class Call<Request, Response> {
  readonly #options: CallOptions<Request, Response>;
  #start: CallStart<Request, Response> | undefined;
  #timeout: Timer | undefined;
  #retry: Timer | undefined;

  constructor(options: CallOptions<Request, Response>) {
    this.#options = options;
  }

  begin(start: CallStart<Request, Response>): void {
    this.#start = start;
    const { timers } = this.#options.world;
    this.#timeout = timers.after(start.timeoutMs, () => this.#refuse(errors.REQUEST_TIMED_OUT));
    // Without any time it is too late from the beginning: nothing is done, as in Kafka.
    if (start.timeoutMs > 0) this.#try();
  }

  end(): void {
    this.#refuse(errors.NOT_CONTROLLER);
  }

  #try(): void {
    const { driver, command } = this.#options;
    const start = this.#start;
    if (start === undefined) return;
    driver.run(command, start.message, start.version, (end) => this.#ended(end));
  }

  #ended(end: CommandEnd<Response>): void {
    if (this.#start === undefined) return;
    switch (end.kind) {
      case 'answered':
        this.#start.took(end.tookMs);
        return this.#finish(end.response);
      case 'failed':
        return this.#refuse(errors.UNKNOWN_SERVER_ERROR);
      case 'not-controller':
        this.#retry = this.#options.world.timers.after(RETRY_MS, () => this.#try());
    }
  }

  #refuse(error: ProtocolError): void {
    const start = this.#start;
    if (start === undefined) return;
    const { message, version } = start;
    this.#finish(this.#options.command.refuse(message, error, null, version));
  }

  #finish(response: Draft<Response>): void {
    const start = this.#start;
    assert(start !== undefined, 'a call ends once');
    this.#start = undefined;
    this.#timeout?.cancel();
    this.#retry?.cancel();
    start.done(response);
  }
}
