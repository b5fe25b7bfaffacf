// How a handler brings a request to the shard of its key, and what the shard is told of the client.

import type { Caller, ShardCommand } from '@ottla/coordinator';
import { type Draft, errors } from '@ottla/protocol';
import type { RequestContext } from '../handlers/handler.ts';
import { clientHost } from './client-host.ts';
import type { CoordinatorDriver } from './coordinator-driver.ts';

/** A coordinator and the command that an API is. */
export interface CommandTarget<State, Request, Response> {
  readonly coordinator: CoordinatorDriver<State>;
  readonly command: ShardCommand<State, Request, Response>;
}

export function callerOf({ apiVersion, clientId, client }: RequestContext): Caller {
  return { apiVersion, clientId: clientId ?? '', clientHost: clientHost(client.host) };
}

/**
 * Answers through `respond` once, now or later: soon, with something that nobody reads, where the
 * client is gone. The shard has no need to know.
 */
export function callShard<State, Request, Response>(
  { coordinator, command }: CommandTarget<State, Request, Response>,
  key: string,
  request: Request,
  { context, respond }: {
    readonly context: RequestContext;
    readonly respond: (response: Draft<Response>) => void;
  },
): void {
  const ticket = coordinator.submit(key, command, request, { caller: callerOf(context), respond });
  if (ticket === undefined || ticket.isAnswered) return;
  context.whenGone({ abandon: () => ticket.abandon(errors.COORDINATOR_NOT_AVAILABLE) });
}
