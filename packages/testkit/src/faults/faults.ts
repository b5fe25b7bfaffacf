// The rules of one Kafka, and what they do to requests. The kit's own requests are never met.

import type { Timers } from '@ottla/base';
import { apis, errorAnswer, errors, type ErrorName, produceApi } from '@ottla/protocol';
import type { ArrivedRequest } from '@ottla/server';

import { millisecondsOf } from '../clock/duration.ts';
import { KIT_CLIENT_ID } from '../options.ts';
import type { ApiName } from './request-types.ts';
import type { Fault, FaultAction, FaultRule, RequestSource } from './rule.ts';

/** Any rule: only requests of its own API are shown to its `when`. */
interface AnyRule {
  readonly api: string;
  readonly when?: ((request: never, source: RequestSource) => boolean) | undefined;
  readonly times?: number | undefined;
  readonly do: FaultAction;
}

export class Faults {
  readonly #timers: Pick<Timers, 'after'>;
  readonly #answered: () => void;
  #rules: ActiveRule[] = [];
  /** Requests that get no answer. */
  readonly #dropped = new Set<ArrivedRequest>();
  readonly #delayed = new Set<() => void>();

  /** `answered` hears of each request of the test that is answered. */
  constructor(timers: Pick<Timers, 'after'>, answered: () => void) {
    this.#timers = timers;
    this.#answered = answered;
  }

  /** Of several rules that fit a request, the one that was added first meets it. */
  add<Name extends ApiName>(rule: FaultRule<Name>): Fault {
    checkRule(rule);
    const active = new ActiveRule(rule);
    this.#rules.push(active);
    return {
      get hits() {
        return active.hits;
      },
      hit: (times = 1) => active.hit(times),
      remove: () => {
        this.#rules = this.#rules.filter((each) => each !== active);
      },
    };
  }

  /** Removes all rules. What was delayed goes on now, dropped requests lose their connection. */
  clear(): void {
    this.#rules = [];
    for (const goOn of [...this.#delayed]) goOn();
    for (const request of this.#dropped) disconnect(request);
    this.#dropped.clear();
  }

  /** For the broker. */
  readonly intercept = (request: ArrivedRequest): void => {
    const isOwn = request.clientId === KIT_CLIENT_ID;
    const rule = isOwn ? undefined : this.#rules.find((each) => each.fits(request));
    if (rule === undefined) {
      request.handle((response) => {
        request.respond(response);
        if (!isOwn) this.#answered();
      });
      return;
    }
    rule.hits += 1;
    const { action } = rule;
    if (action.handled === true) {
      request.handle((response) => this.#spoil(request, action, response));
    } else this.#meet(request, action);
  };

  describe(): string[] {
    return this.#rules.map((each) => each.describe());
  }

  /** In place of the handler. */
  #meet(request: ArrivedRequest, action: FaultAction): void {
    switch (action.kind) {
      case 'delay': {
        const goOn = request.hold();
        const handle = (): void => request.handle((response) => this.#respond(request, response));
        return this.#delay(action.ms, () => goOn(handle));
      }
      case 'drop':
        this.#dropped.add(request);
        return;
      case 'disconnect':
        return disconnect(request);
      case 'error':
        return this.#refuse(request, action.code);
    }
  }

  /** Once the handler has answered. */
  #spoil(request: ArrivedRequest, action: FaultAction, response: object | undefined): void {
    switch (action.kind) {
      case 'delay':
        return this.#delay(action.ms, () => this.#respond(request, response));
      case 'drop':
        this.#dropped.add(request);
        return;
      case 'disconnect':
        return disconnect(request);
      case 'error':
        return this.#refuse(request, action.code);
    }
  }

  #respond(request: ArrivedRequest, response: object | undefined): void {
    request.respond(response);
    this.#answered();
  }

  #refuse(request: ArrivedRequest, code: ErrorName): void {
    // As Kafka does where nobody waits for an answer in which the error could stand.
    if (isUnanswered(request)) return disconnect(request);
    const { api, version, request: body } = request;
    this.#respond(request, errorAnswer(api, version, body, errors[code]));
  }

  #delay(duration: number | string, goOn: () => void): void {
    const timer = this.#timers.after(millisecondsOf(duration), () => now());
    const now = (): void => {
      timer.cancel();
      this.#delayed.delete(now);
      goOn();
    };
    this.#delayed.add(now);
  }
}

class ActiveRule {
  readonly #rule: AnyRule;
  readonly #waiting: { readonly times: number; readonly resolve: () => void }[] = [];
  #hits = 0;

  constructor(rule: AnyRule) {
    this.#rule = rule;
  }

  get action(): FaultAction {
    return this.#rule.do;
  }

  get hits(): number {
    return this.#hits;
  }

  set hits(hits: number) {
    this.#hits = hits;
    for (const { times, resolve } of this.#waiting) if (hits >= times) resolve();
  }

  hit(times: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#hits >= times) resolve();
      else this.#waiting.push({ times, resolve });
    });
  }

  fits(request: ArrivedRequest): boolean {
    const { api, when, times = Infinity } = this.#rule;
    if (request.api.name !== api || this.#hits >= times) return false;
    const { version, clientId, connectionId } = request;
    try {
      // The body is one of the API that the rule names.
      return when?.(request.request as never, { version, clientId, connectionId }) ?? true;
    } catch (error) {
      // A mistake of the test, which its runner should hear of; the broker goes on.
      void Promise.reject(error);
      return false;
    }
  }

  describe(): string {
    const { api, times, do: action } = this.#rule;
    const what = action.kind === 'error' ? action.code : action.kind;
    const of = times === undefined ? '' : ` of ${times}`;
    return `fault ${api} ${what}: met ${this.#hits}${of}`;
  }
}

function disconnect(request: ArrivedRequest): void {
  request.disconnect('a fault of the test');
  request.respond(undefined);
}

function isUnanswered({ api, request }: ArrivedRequest): boolean {
  return api === produceApi && 'acks' in request && request.acks === 0;
}

/** Throws a TypeError, so that a mistyped rule does not wait for ever. */
function checkRule({ api, times, do: action }: AnyRule): void {
  if (![...apis.values()].some(({ name }) => name === api)) {
    throw new TypeError(`there is no API ${api}: a fault's api is a name such as 'Produce'`);
  }
  if (times !== undefined && !(Number.isInteger(times) && times > 0)) {
    throw new TypeError(`a fault's times is a whole number from 1, got ${times}`);
  }
  if (action.kind === 'delay') millisecondsOf(action.ms);
  if (action.kind === 'error' && errors[action.code] === undefined) {
    throw new TypeError(`there is no error ${action.code}: a fault's code is one of Kafka's names`);
  }
}
