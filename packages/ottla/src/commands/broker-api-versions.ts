// `ottla broker-api-versions`, kafka-broker-api-versions.sh: which versions of which APIs brokers
// serve, and which of them this client can use.

import { KafkaError, ClientError, type Admin, type ClusterNode, type ServedApi } from '@ottla/client';
import { apis, type Api } from '@ottla/protocol';

import type { CommandIo } from '../cli/command.ts';
import { UsageError, type ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { JSON_OPTION, printJson, withAdmin } from './java-manner/admin-access.ts';

const tool: ToolSpec = {
  name: 'broker-api-versions',
  about: 'This tool helps to retrieve broker version information.',
  usage: '--bootstrap-server HOST:PORT',
  wrongUsageExit: 1,
  options: [
    {
      name: 'bootstrap-server',
      takes: 'value',
      required: true,
      value: 'String: server(s) to use for bootstrapping',
      about: 'The server to connect to.',
    },
    { name: 'command-config', takes: 'value', value: 'String: file', about: 'Client settings.' },
    JSON_OPTION,
  ],
};

export async function brokerApiVersions(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(tool, tool.about);
  const options = parseOptions(tool, args);
  const access = {
    bootstrapServers: options.value('bootstrap-server') ?? '',
    configFile: options.value('command-config'),
  };
  return withAdmin(io, access, async (admin) => {
    if (options.has('json')) return printJson(io, await documentOf(admin));
    for (const { node, served } of (await admin.describeApiVersions()).values()) {
      io.stdout.write(`${nodeText(node)} -> ${outcomeText(served)}\n`);
    }
  });
}

async function documentOf(admin: Admin): Promise<unknown> {
  const brokers = [...(await admin.describeApiVersions()).values()];
  return {
    brokers: brokers.map(({ node: { id, host, port, rack }, served }) => ({
      id,
      host,
      port,
      rack,
      ...(served instanceof ClientError
        ? { error: served.message }
        : { apis: served.map((api) => ({ ...api, usable: usableOf(api) ?? null })) }),
    })),
  };
}

function nodeText({ id, host, port, rack, isFenced }: ClusterNode): string {
  return `${host}:${port} (id: ${id} rack: ${rack} isFenced: ${isFenced})`;
}

function outcomeText(served: readonly ServedApi[] | ClientError): string {
  if (!(served instanceof ClientError)) return apisText(served);
  return `ERROR: ${served instanceof KafkaError ? served.message : String(served)}`;
}

/** Ascending by key; what clients could ask for and the broker does not serve is shown too. */
export function apisText(served: readonly ServedApi[]): string {
  const lines = new Map(served.map((api) => [api.apiKey, apiText(api)]));
  for (const { key, name, listeners } of apis.values()) {
    if (!lines.has(key) && listeners.includes('broker')) {
      lines.set(key, `${name}(${key}): UNSUPPORTED`);
    }
  }
  const sorted = [...lines].toSorted(([a], [b]) => a - b).map(([, line]) => line);
  return `(\n\t${sorted.join(',\n\t')}\n)`;
}

function apiText(served: ServedApi): string {
  const { apiKey, minVersion, maxVersion } = served;
  const api = apis.get(apiKey);
  const range = minVersion === maxVersion ? `${minVersion}` : `${minVersion} to ${maxVersion}`;
  if (api === undefined) return `UNKNOWN(${apiKey}): ${range}`;
  return `${api.name}(${apiKey}): ${range} [${usabilityOf(api, served)}]`;
}

function usabilityOf(api: Api, served: ServedApi): string {
  if (api.request.maxVersion < served.minVersion) return 'unusable: node too new';
  if (served.maxVersion < api.request.minVersion) return 'unusable: node too old';
  return `usable: ${Math.min(api.request.maxVersion, served.maxVersion)}`;
}

function usableOf(served: ServedApi): number | undefined {
  const api = apis.get(served.apiKey);
  const usable = Math.min(api?.request.maxVersion ?? -1, served.maxVersion);
  if (api === undefined || usable < Math.max(api.request.minVersion, served.minVersion)) {
    return undefined;
  }
  return usable;
}
