// The controller channel of a node that has the controller in its own process. Requests are encoded
// and decoded on the way, both ways, as a network would do it. While this node is not active, or
// not yet, a request waits and is tried again until its time is over.

import { assert, type Timer, type World } from '@ottla/base';
import type { ControllerCommand } from '@ottla/metadata';
import {
  type Api,
  type Draft,
  errors,
  type MessageCodec,
  type ProtocolError,
  Reader,
  Writer,
} from '@ottla/protocol';
import type { ControllerChannel, ControllerRequestContext } from './controller-channel.ts';
import type { CommandEnd, ControllerDriver } from './controller-driver.ts';

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
  readonly driver: ControllerDriver;
  readonly commands: readonly AnyCommand[];
  /** Each one is found by the key of its own API. */
  readonly queries?: readonly AnyCommand[];
}

function copied<Message>(
  codec: MessageCodec<Message>,
  message: Draft<Message>,
  version: number,
): Message {
  const writer = new Writer();
  codec.write(writer, message, version);
  return codec.read(new Reader(Buffer.concat(writer.finish())), version);
}

export class LocalChannel implements ControllerChannel {
  readonly #world: World;
  readonly #driver: ControllerDriver;
  readonly #commands: ReadonlyMap<number, AnyCommand>;
  readonly #queries: ReadonlyMap<number, AnyCommand>;
  readonly #calls = new Set<{ end(): void }>();
  #isClosed = false;

  constructor({ world, driver, commands, queries = [] }: LocalChannelOptions) {
    this.#world = world;
    this.#driver = driver;
    this.#commands = new Map(commands.map((each) => [each.api.key, each]));
    this.#queries = new Map(queries.map((each) => [each.api.key, each]));
  }

  call<Request, Response>(
    api: Api<Request, Response>,
    version: number,
    request: Draft<Request>,
    { timeoutMs }: ControllerRequestContext,
  ): Promise<Response> {
    const query = this.#queries.get(api.key);
    if (query !== undefined) {
      // As with commands: what is kept under this key has this API's types.
      const { answer } = query as unknown as ChannelQuery<Request, Response>;
      const response = answer(copied(api.request, request, version), version);
      return Promise.resolve(copied(api.response, response, version));
    }
    const command = this.#commands.get(api.key);
    if (command === undefined) {
      return Promise.reject(new Error(`no controller command serves ${api.name} (${api.key})`));
    }
    // The registry is keyed by API: the command of this key has this API's types.
    const typed = command as unknown as ControllerCommand<Request, Response>;
    const message = copied(api.request, request, version);
    return new Promise((resolve, reject) => {
      const call = new Call({ world: this.#world, driver: this.#driver, command: typed });
      const done = (response: Draft<Response>): void => {
        this.#calls.delete(call);
        try {
          resolve(copied(api.response, response, version));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      this.#calls.add(call);
      call.begin({ message, version, timeoutMs, done });
      if (this.#isClosed) call.end();
    });
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
