// What the entry point of Kafka's container image makes of the environment before any setting is
// read: the default cluster id, listeners after what is advertised, where keys and their passwords
// are. Pure: reading a file is a parameter.

import type { Environment } from './settings-from-environment.ts';

/** Kafka's image has this one too: a container that says nothing belongs to this cluster. */
export const STANDARD_CLUSTER_ID = '5L6g3nShT-eMCtK--X86sw';
const SECRETS = '/etc/kafka/secrets/';

export interface SecretFiles {
  exists(path: string): boolean;
  /** The text without its last line end, as a shell reads it. */
  read(path: string): string;
}

/** Something is missing; the message is one line for the user. */
export class EntryError extends Error {
  override readonly name = 'EntryError';
}

/** The environment to go on with. Throws EntryError. */
export function preparedEnvironment(given: Environment, files: SecretFiles): Environment {
  const environment: Record<string, string | undefined> = { ...given };
  environment['CLUSTER_ID'] = valueOf(given, 'CLUSTER_ID') ?? STANDARD_CLUSTER_ID;
  const isControllerOnly = given['KAFKA_PROCESS_ROLES'] === 'controller';
  const advertised = valueOf(given, 'KAFKA_ADVERTISED_LISTENERS');
  if (isControllerOnly) {
    if (advertised !== undefined) {
      throw new EntryError(
        'KAFKA_ADVERTISED_LISTENERS is not supported on a KRaft controller: leave it out',
      );
    }
    // Set but empty would become an empty setting.
    delete environment['KAFKA_ADVERTISED_LISTENERS'];
  }
  if (advertised === undefined) return environment;
  if (valueOf(given, 'KAFKA_LISTENERS') === undefined) {
    environment['KAFKA_LISTENERS'] = advertised.replace(/:\/\/[^:]*:/g, '://0.0.0.0:');
  }
  if (advertised.includes('SSL://')) Object.assign(environment, tlsSettings(given, files));
  return environment;
}

/** Key and trust stores by file name, passwords out of files: all below /etc/kafka/secrets. */
function tlsSettings(given: Environment, files: SecretFiles): Record<string, string> {
  const own = {
    KAFKA_SSL_KEYSTORE_LOCATION: location(given, 'KAFKA_SSL_KEYSTORE_FILENAME', files),
    KAFKA_SSL_KEY_PASSWORD: password(given, 'KAFKA_SSL_KEY_CREDENTIALS', files),
    KAFKA_SSL_KEYSTORE_PASSWORD: password(given, 'KAFKA_SSL_KEYSTORE_CREDENTIALS', files),
  };
  if (!/required|requested/.test(given['KAFKA_SSL_CLIENT_AUTH'] ?? '')) return own;
  return {
    ...own,
    KAFKA_SSL_TRUSTSTORE_LOCATION: location(given, 'KAFKA_SSL_TRUSTSTORE_FILENAME', files),
    KAFKA_SSL_TRUSTSTORE_PASSWORD: password(given, 'KAFKA_SSL_TRUSTSTORE_CREDENTIALS', files),
  };
}

function location(given: Environment, variable: string, files: SecretFiles): string {
  const name = valueOf(given, variable);
  if (name === undefined) {
    throw new EntryError(`${variable} is not set, and a listener with TLS needs it`);
  }
  const path = `${SECRETS}${name}`;
  if (!files.exists(path)) throw new EntryError(`${variable}: there is no file ${path}`);
  return path;
}

function password(given: Environment, variable: string, files: SecretFiles): string {
  return files.read(location(given, variable, files)).replace(/\n+$/, '');
}

/** A shell's `-z` takes an empty variable for one that is not set. */
function valueOf(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  return value === '' ? undefined : value;
}
