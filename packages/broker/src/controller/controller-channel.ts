// The one way to the controller (DESIGN.md §3): brokers register, send heartbeats and pass on
// requests that change the cluster through it. Today it leads to the controller in this process,
// later over the network; a request is encoded and decoded all the same, so that both ways lose and
// keep the same.

import type { Api, Draft } from '@ottla/protocol';

/** Who asks, as the broker's own listener found out. */
export interface ControllerRequestContext {
  readonly principal: { readonly type: string; readonly name: string };
  /** Null for the broker itself. */
  readonly clientId: string | null;
  /** How long the answer may take; then it is the API's own form of REQUEST_TIMED_OUT. */
  readonly timeoutMs: number;
  /** Hears what the request took of this node's loop, where the controller is on it: in parts. */
  readonly took?: (workMs: number) => void;
}

export interface ControllerChannel {
  /**
   * Asks the active controller and gives its response, in the request's version. While no
   * controller is active the channel waits and tries again. An error that concerns the whole
   * request comes back in the form that the API has for it (NOT_CONTROLLER, REQUEST_TIMED_OUT, …);
   * the promise is rejected only for a bug: an API that no controller serves, or a controller that
   * fails inside.
   */
  call<Request, Response>(
    api: Api<Request, Response>,
    version: number,
    request: Draft<Request>,
    context: ControllerRequestContext,
  ): Promise<Response>;
}
