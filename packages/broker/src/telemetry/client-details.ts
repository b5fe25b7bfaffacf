// What is known of a client that speaks of its metrics: what subscriptions select by.

import type { ClientMatchParameter, ClientMetricsSubscription } from '@ottla/metadata';
import type { Uuid } from '@ottla/protocol';
import { clientHost } from '../coordinator/client-host.ts';
import type { ClientSoftware, RequestContext } from '../handlers/handler.ts';

export interface ClientDetails {
  readonly connectionId: string;
  readonly clientId: string | null;
  /** As it said in ApiVersions (KIP-511). */
  readonly software: ClientSoftware | undefined;
  readonly host: string;
  readonly port: number;
}

/** Whether a subscription is meant for this client. What a client has not said fits nothing. */
export function isMeant(
  { match }: ClientMetricsSubscription,
  instanceId: Uuid,
  client: ClientDetails,
): boolean {
  return [...match].every(([parameter, pattern]) => {
    const value = valueOf(parameter, instanceId, client);
    return value !== null && pattern.test(value);
  });
}

function valueOf(
  parameter: ClientMatchParameter,
  instanceId: Uuid,
  { clientId, software, host, port }: ClientDetails,
): string | null {
  switch (parameter) {
    case 'client_instance_id':
      return instanceId;
    case 'client_id':
      return clientId;
    case 'client_software_name':
      return software?.name ?? null;
    case 'client_software_version':
      return software?.version ?? null;
    case 'client_source_address':
      return host;
    case 'client_source_port':
      return String(port);
  }
}

/** The client that a request came from. */
export function clientOf(context: RequestContext): ClientDetails {
  const { connectionId, clientId, clientSoftware: software, client } = context;
  // Java's text of an address, without its slash.
  const host = clientHost(client.host).slice(1);
  return { connectionId, clientId, software, host, port: client.port };
}
