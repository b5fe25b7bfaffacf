// Who this client says that it is: the settings of SASL, and the mechanism that they name.

import type { Random } from '@ottla/base';
import {
  oauthBearerClient,
  plainClient,
  scramClient,
  type Password,
  type SaslClient,
  type ScramMechanism,
  type TokenSource,
} from '@ottla/security';

import { ConfigError } from '../errors.ts';

export type SaslOptions =
  | {
      readonly mechanism: 'PLAIN';
      readonly username: string;
      /** Text, or a function that is asked for each connection. */
      readonly password: Password;
    }
  | {
      readonly mechanism: ScramMechanism;
      readonly username: string;
      readonly password: Password;
      /** Name and password are a delegation token's id and HMAC. Default false. */
      readonly isDelegationToken?: boolean | undefined;
    }
  | {
      readonly mechanism: 'OAUTHBEARER';
      /** Asked for each connection, and before a session ends; keeps tokens itself. */
      readonly token: TokenSource;
    }
  /** Any other mechanism: what it answers to what the broker sends. */
  | SaslClient;

/** Throws a ConfigError. */
export function resolveSasl(
  options: SaslOptions | undefined,
  random: Random,
): SaslClient | undefined {
  if (options === undefined) return undefined;
  if ('begin' in options) return options;
  switch (options.mechanism) {
    case 'PLAIN':
      return plainClient(options.username, options.password);
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-512':
      return scramClient({ ...options, random });
    case 'OAUTHBEARER':
      return oauthBearerClient(options.token);
    default:
      throw unknownMechanism(options);
  }
}

function unknownMechanism(options: never): ConfigError {
  const { mechanism } = options as { readonly mechanism: unknown }; // of those without types
  return new ConfigError(
    'sasl.mechanism must be PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER, or sasl an ' +
      `object with a begin method, got ${String(mechanism)}`,
  );
}
