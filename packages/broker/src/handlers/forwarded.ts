// Handlers whose answer is the controller's: the request goes through the controller channel as it
// is. A change that succeeded is told to the client once this broker has applied it itself, so
// that the next request on the same connection finds what the last one made (Kafka answers
// earlier, and clients retry).

import type { Api, Draft } from '@ottla/protocol';
import type { ControllerChannel } from '../controller/controller-channel.ts';
import { restMsAfter } from '../net/request-costs.ts';
import { PLAIN_BYTES_MAX } from '../net/request-slot.ts';
import type { AclRequirement, Handler, RequestContext } from './handler.ts';

export interface ForwardingOptions {
  readonly channel: ControllerChannel;
  /** Resolves once this broker has applied all metadata that is committed by now. */
  readonly appliedMetadata: () => Promise<void>;
}

/** How long the controller may take where the request itself does not say. */
const TIMEOUT_MS = 30_000;

export function forwardedHandler<Request extends object, Response>(
  api: Api<Request, Response>,
  acls: readonly AclRequirement[],
  options: ForwardingOptions,
): Handler<Request, Response> {
  return {
    api,
    listeners: ['broker', 'controller'],
    forwardable: true,
    acls,
    handle: (request, context, respond) => {
      // A message that was read is a draft of itself, here and in the answer.
      const asked = request as Draft<Request>;
      askController(api, { asked, context, options }, (response) => {
        respond(response as Draft<Response>); // as above
      });
    },
  };
}

export interface ForwardedRequest<Request> {
  readonly asked: Draft<Request>;
  /** Of the client's request. */
  readonly context: RequestContext;
  readonly options: ForwardingOptions;
}

/**
 * Calls `answered` once the controller has answered and this broker has followed. Who asked for
 * very much rests for what that took of this node.
 */
export function askController<Request extends object, Response>(
  api: Api<Request, Response>,
  { asked, context, options }: ForwardedRequest<Request>,
  answered: (response: Response) => void,
): void {
  let workMs = 0;
  const answer = options.channel.call(api, context.apiVersion, asked, {
    principal: context.principal,
    clientId: context.clientId,
    timeoutMs: Math.max(timeoutMsOf(asked) ?? TIMEOUT_MS, 0),
    took: (ms) => {
      workMs += ms;
    },
  });
  answer
    .then(async (response) => {
      const restMs = context.requestBytes > PLAIN_BYTES_MAX ? restMsAfter(workMs) : 0;
      if (restMs > 0) context.rest(restMs);
      await options.appliedMetadata();
      answered(response);
    })
    .catch((error: unknown) => {
      context.disconnect(`${api.name} could not be passed to the controller: ${String(error)}`);
    });
}

function timeoutMsOf(request: unknown): number | undefined {
  if (typeof request !== 'object' || request === null) return undefined;
  if (!('timeoutMs' in request) || typeof request.timeoutMs !== 'number') return undefined;
  return request.timeoutMs;
}
