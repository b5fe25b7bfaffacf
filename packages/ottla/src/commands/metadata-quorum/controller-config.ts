// What `add-controller` takes from the configuration file of the controller to be added: its id,
// its directory's id and where it can be reached.

import type { NewRaftVoter, RaftEndpoint } from '@ottla/client';
import { parseMetaProperties, type MetaProperties } from '@ottla/log';

import type { CommandIo } from '../../cli/command.ts';
import { readText } from '../java-manner/text-file.ts';
import { ToolError } from '../java-manner/tool-error.ts';

type Properties = ReadonlyMap<string, string>;

export function controllerOf(io: CommandIo, properties: Properties): NewRaftVoter {
  const voterId = controllerId(properties);
  const directory = metadataDirectory(properties);
  const { directoryId } = metaPropertiesIn(io, directory);
  if (directoryId === undefined) throw new ToolError(`No directory id found in ${directory}`);
  return { voterId, voterDirectoryId: directoryId, endpoints: endpointsOf(properties) };
}

function metaPropertiesIn(io: CommandIo, directory: string): MetaProperties {
  const text = readText(io, `${directory}/meta.properties`);
  try {
    return parseMetaProperties(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ToolError(`Unable to read meta.properties from ${directory}: ${reason}`);
  }
}

const IN_DOUBT = 'Is this a valid controller configuration file?';

function controllerId(properties: Properties): number {
  const text = properties.get('node.id');
  if (text === undefined) {
    throw new ToolError(`node.id not found in configuration file. ${IN_DOUBT}`);
  }
  if (!/^[+-]?\d+$/.test(text)) throw new ToolError(`For input string: "${text}"`);
  const id = Number(text);
  if (id < 0) throw new ToolError(`node.id was negative in configuration file. ${IN_DOUBT}`);
  if (properties.get('process.roles')?.includes('controller') !== true) {
    throw new ToolError(
      `process.roles did not contain 'controller' in configuration file. ${IN_DOUBT}`,
    );
  }
  return id;
}

function metadataDirectory(properties: Properties): string {
  const own = properties.get('metadata.log.dir') ?? properties.get('log.dirs')?.split(',')[0];
  if (own !== undefined) return own.trim();
  throw new ToolError(`Neither metadata.log.dir nor log.dirs were found. ${IN_DOUBT}`);
}

function endpointsOf(properties: Properties): RaftEndpoint[] {
  const names = properties.get('controller.listener.names');
  if (names === undefined) {
    throw new ToolError(`controller.listener.names was not found. ${IN_DOUBT}`);
  }
  const listeners = new Map(
    ['listeners', 'advertised.listeners']
      .flatMap((key) => (properties.get(key) ?? '').split(','))
      .flatMap(parseListener)
      .map((endpoint) => [endpoint.name, endpoint]),
  );
  return names.split(',').map((each) => {
    const name = each.trim().toUpperCase();
    const endpoint = listeners.get(name);
    if (endpoint !== undefined) return endpoint;
    throw new ToolError(`Cannot find information about controller listener name: ${name}`);
  });
}

const LISTENER = /^(\w+):\/\/\[?([^\]]*?)\]?:(-?\d+)$/;

function parseListener(text: string): RaftEndpoint[] {
  const match = LISTENER.exec(text.trim());
  if (match === null) return [];
  const [, name = '', host = '', port = ''] = match;
  return [{ name: name.toUpperCase(), host: host === '' ? 'localhost' : host, port: Number(port) }];
}
