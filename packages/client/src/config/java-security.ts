// Java's settings of TLS and SASL as this client's `tls` and `sasl`. Certificates are PEM, in the
// setting itself or in a file; a key store of Java's own is an error that says so.

import type { TlsOptions } from '@ottla/base';

import type { SaslOptions } from '../core/sasl-options.ts';
import { ConfigError } from '../errors.ts';

type Properties = ReadonlyMap<string, string>;
type ReadFile = (path: string) => Uint8Array;

export interface SecurityOptions {
  readonly tls?: TlsOptions;
  readonly sasl?: SaslOptions;
}

const PROTOCOLS = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];

/** Throws a ConfigError. */
export function securityOptions(
  properties: Properties,
  readFile: ReadFile | undefined,
): SecurityOptions {
  const given = properties.get('security.protocol') ?? 'PLAINTEXT';
  const protocol = given.trim().toUpperCase();
  if (!PROTOCOLS.includes(protocol)) {
    throw new ConfigError(
      `Invalid value ${given} for configuration security.protocol: ` +
        `String must be one of: ${PROTOCOLS.join(', ')}`,
    );
  }
  return {
    ...(protocol.endsWith('SSL') ? { tls: tlsOf(properties, readFile) } : {}),
    ...(protocol.startsWith('SASL') ? { sasl: saslOf(properties) } : {}),
  };
}

function tlsOf(properties: Properties, readFile: ReadFile | undefined): TlsOptions {
  const text = (name: string): string | undefined => {
    const value = properties.get(name)?.trim();
    return value === '' ? undefined : value;
  };
  const store = (kind: 'truststore' | 'keystore'): string | undefined => {
    const location = text(`ssl.${kind}.location`);
    if (location === undefined) return undefined;
    const type = text(`ssl.${kind}.type`)?.toUpperCase() ?? 'JKS';
    if (type === 'PEM' && readFile !== undefined) return readPem(location, readFile);
    throw new ConfigError(
      `ssl.${kind}.location cannot be used with ssl.${kind}.type ${type}: this client reads PEM`,
    );
  };
  const keystore = store('keystore');
  const identification = properties.get('ssl.endpoint.identification.algorithm');
  const all: Readonly<Record<string, string | undefined>> = {
    ca: text('ssl.truststore.certificates') ?? store('truststore'),
    cert: text('ssl.keystore.certificate.chain') ?? keystore,
    key: text('ssl.keystore.key') ?? keystore,
    passphrase: text('ssl.key.password'),
  };
  return {
    ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    // As in Java, an empty algorithm: the certificate's name is not looked at.
    ...(identification?.trim() === '' ? { checkServerIdentity: () => undefined } : {}),
  };
}

function readPem(path: string, readFile: ReadFile): string {
  try {
    return Buffer.from(readFile(path)).toString();
  } catch (error) {
    throw new ConfigError(`${path} cannot be read: ${String(error)}`, { cause: error });
  }
}

function saslOf(properties: Properties): SaslOptions {
  const mechanism = properties.get('sasl.mechanism')?.trim().toUpperCase() ?? 'GSSAPI';
  switch (mechanism) {
    case 'PLAIN':
      return { mechanism, ...loginOf(properties, mechanism) };
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-512': {
      const isDelegationToken = jaasOption(properties, 'tokenauth') === 'true';
      return { mechanism, ...loginOf(properties, mechanism), isDelegationToken };
    }
    default:
      throw new ConfigError(
        `sasl.mechanism=${mechanism} cannot be used by properties: ` +
          'PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512 can, OAUTHBEARER by the option `sasl`',
      );
  }
}

function loginOf(
  properties: Properties,
  mechanism: string,
): { readonly username: string; readonly password: string } {
  const username = jaasOption(properties, 'username');
  const password = jaasOption(properties, 'password');
  if (username !== undefined && password !== undefined) return { username, password };
  throw new ConfigError(
    `sasl.jaas.config must name username and password for sasl.mechanism=${mechanism}`,
  );
}

/** An option as a login module has it: in quotes of either kind, or bare. */
const JAAS_OPTION =
  /([\w$.-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s;"'][^\s;]*))/g;

/** An option of the login module: `name="value"`, `'value'` or bare, with `\` before a quote. */
function jaasOption(properties: Properties, name: string): string | undefined {
  const jaas = properties.get('sasl.jaas.config') ?? '';
  // One after the other, so that nothing is found within another one's quotes.
  for (const [, option, double, single, bare] of jaas.matchAll(JAAS_OPTION)) {
    if (option === name) return (double ?? single)?.replaceAll(/\\(.)/g, '$1') ?? bare;
  }
  return undefined;
}
