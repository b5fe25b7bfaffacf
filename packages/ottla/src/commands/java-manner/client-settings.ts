// What the tools have in common on their way to a client: property files and `key=value` arguments,
// from Java's names to the client's options, with the warning or the error for what cannot be used.

import { ConfigError, optionsOfJava, type ClientOptions, type JavaClient } from '@ottla/client';
import { parseProperties } from '@ottla/metadata';

import { CommandFailure, type CommandIo } from '../../cli/command.ts';

/** The pairs of a property file; a file that cannot be read is one line for the user. */
export function readProperties(io: CommandIo, path: string): Map<string, string> {
  const absolute = path.startsWith('/') ? path : `${io.directory}/${path}`;
  let bytes: Uint8Array;
  try {
    bytes = io.world().disk.readFile(absolute);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const text = reason === 'ENOENT' ? 'No such file or directory' : reason;
    throw new CommandFailure(`${path} (${text})`, { cause: error });
  }
  return parseProperties(new TextDecoder().decode(bytes));
}

/** Fills the client's options; unknown names are warned of, unusable ones end the command. */
export function clientSettings<Options extends ClientOptions>(
  io: CommandIo,
  client: JavaClient,
  properties: ReadonlyMap<string, string>,
): Options {
  try {
    const { options, unused } = optionsOfJava(client, properties, (path) => {
      return io.world().disk.readFile(path);
    });
    if (unused.length > 0) {
      io.stderr.write(
        `Warning: these configurations '[${unused.join(', ')}]' were supplied but are not used.\n`,
      );
    }
    const settings: unknown = { ...options, world: io.world() };
    return settings as Options; // the table of java-names.ts holds keys of these options only
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandFailure(error.message, { cause: error });
    throw error;
  }
}

const HOST_PORT = /^(?:[0-9a-zA-Z\-%._]*:\/\/)?\[?[0-9a-zA-Z\-%._:]*\]?:[0-9]+$/;

/** Kafka's check of `--bootstrap-server` in the console tools; undefined where it is in order. */
export function bootstrapProblem(servers: string): string | undefined {
  if (servers.trim() === '') return 'Error while validating the bootstrap address\n';
  const isValid = servers.split(',').every((entry) => HOST_PORT.test(entry));
  return isValid ? undefined : 'Please provide valid host:port like host1:9091,host2:9092\n';
}
