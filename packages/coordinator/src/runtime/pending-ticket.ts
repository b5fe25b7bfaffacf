// A request on its way through a shard, which answers it now, when something is committed, or when
// something happens. The first answer counts; what comes after an abandoned one is dropped.

import { assert } from '@ottla/base';
import type { Draft, ProtocolError } from '@ottla/protocol';
import { coordinatorError } from './coordinator-error.ts';
import type { ShardCommand, Ticket } from './shard.ts';

/** Who asks, and in which version of the API. */
export interface Caller {
  readonly apiVersion: number;
  readonly clientId: string;
  /** Without the port, as Kafka shows it: `/127.0.0.1`. */
  readonly clientHost: string;
}

/** What the runtime does with a ticket, whatever its API. */
export interface AnyPendingTicket extends Ticket<unknown> {
  readonly isAnswered: boolean;
  answer(response: object): void;
  refuse(error: ProtocolError): void;
}

export class PendingTicket<Request, Response> implements Ticket<Response> {
  readonly apiVersion: number;
  readonly clientId: string;
  readonly clientHost: string;
  readonly #command: Pick<ShardCommand<never, Request, Response>, 'refuse'>;
  readonly #request: Request;
  readonly #respond: (response: Draft<Response>) => void;
  #state: 'waiting' | 'answered' | 'abandoned' = 'waiting';

  constructor(
    command: Pick<ShardCommand<never, Request, Response>, 'refuse'>,
    request: Request,
    caller: Caller,
    respond: (response: Draft<Response>) => void,
  ) {
    this.apiVersion = caller.apiVersion;
    this.clientId = caller.clientId;
    this.clientHost = caller.clientHost;
    this.#command = command;
    this.#request = request;
    this.#respond = respond;
  }

  get isAnswered(): boolean {
    return this.#state !== 'waiting';
  }

  answer(response: object): void {
    if (this.#state === 'abandoned') return;
    assert(this.#state === 'waiting', 'a shard answered a request twice');
    this.#state = 'answered';
    // A ticket is given to its own API's command only, and comes back with that API's answers.
    this.#respond(response as Draft<Response>);
  }

  /** `error` may be that of an append. */
  refuse(error: ProtocolError): void {
    if (this.#state === 'abandoned') return;
    const told = coordinatorError(error);
    this.answer(this.#command.refuse(this.#request, told, this.apiVersion) as object); // as above
  }

  /** The client is gone: something is sent nowhere, and the shard's own answer is dropped. */
  abandon(error: ProtocolError): void {
    if (this.#state !== 'waiting') return;
    this.refuse(error);
    this.#state = 'abandoned';
  }
}
