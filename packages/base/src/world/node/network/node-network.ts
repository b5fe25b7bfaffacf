// The real network: TCP over node:net. Connections are half-open (each direction ends by itself),
// without Nagle's delay and with keep-alive, as Kafka sets them.

import { connect as connectSocket, createServer, isIP, type Server, type Socket } from 'node:net';
import { NetworkError } from '../../../errors.ts';
import type {
  Address,
  Connection,
  ConnectOptions,
  Listener,
  ListenOptions,
  Network,
} from '../../network.ts';
import { clearTimeout, setImmediate, setTimeout } from '../native-time.ts';
import { networkErrorFrom } from './network-error.ts';
import { NodeConnection, type ReceivePath } from './node-connection.ts';

const socketOptions = { allowHalfOpen: true, noDelay: true, keepAlive: true } as const;

class NodeNetwork implements Network {
  readonly #path: ReceivePath;

  constructor(path: ReceivePath) {
    this.#path = path;
  }

  listen(options: ListenOptions, accept: (connection: Connection) => void): Promise<Listener> {
    const server = createServer({ ...socketOptions, pauseOnConnect: true }, (socket) => {
      accept(new NodeConnection(socket, this.#path));
    });
    const { port, backlog } = options;
    // An empty host is every address of this machine, as in `PLAINTEXT://:9092`.
    const host = options.host === '' ? {} : { host: options.host };
    const what = `listen on ${options.host}:${port}`;
    return new Promise((resolve, reject) => {
      server.once('error', (error) => reject(networkErrorFrom(error, what)));
      server.listen({ port, ...host, ...(backlog === undefined ? {} : { backlog }) }, () => {
        server.removeAllListeners('error');
        // From here on: a connection that could not be accepted, for example for want of
        // descriptors.
        server.on('error', (error) => options.failed?.(networkErrorFrom(error, 'accept')));
        resolve(listenerOf(server));
      });
    });
  }

  connect(options: ConnectOptions): Promise<Connection> {
    const { host, port, timeoutMs, tls, signal } = options;
    const what = `connect to ${host}:${port}`;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const socket = openSocket(options);
      // Otherwise Node starts to read into its own buffers as soon as it is connected.
      socket.pause();
      const settled = (): void => {
        clearTimeout(timeout);
        signal?.removeEventListener('abort', abort);
      };
      const giveUp = (error: unknown): void => {
        settled();
        socket.destroy();
        reject(error);
      };
      const abort = (): void => giveUp(signal?.reason);
      const timeout = setTimeout(() => {
        giveUp(new NetworkError('ETIMEDOUT', `${what}: no answer in ${timeoutMs} ms`, true));
      }, timeoutMs);
      signal?.addEventListener('abort', abort, { once: true });
      // Also of one that was given up: nobody hears it then.
      socket.on('error', (error) => giveUp(networkErrorFrom(error, what)));
      socket.once(tls === undefined ? 'connect' : 'secureConnect', () => {
        settled();
        socket.removeAllListeners('error');
        // What is decrypted comes in Node's own buffers.
        resolve(new NodeConnection(socket, tls === undefined ? this.#path : 'data'));
      });
    });
  }
}

function openSocket({ host, port, tls }: ConnectOptions): Socket {
  if (tls === undefined) return connectSocket({ ...socketOptions, host, port });
  // Names of certificates are told to servers that have several; an address is no name.
  const servername = isIP(host) === 0 ? { servername: host } : {};
  // Loaded by those who need it: the others start without.
  const secure = process.getBuiltinModule('node:tls');
  return secure.connect({ ...socketOptions, ...servername, ...tls, host, port });
}

/** `path` is for tests; what is not asked for is the faster one. */
export function createNodeNetwork(path: ReceivePath = 'targeted'): Network {
  return new NodeNetwork(path);
}

function listenerOf(server: Server): Listener {
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    // The port is free when this returns; Node's own callback would wait for all connections too.
    server.close();
    return new Promise((resolve) => setImmediate(resolve));
  };
  return { address: boundAddress(server), close: () => (closing ??= close()) };
}

function boundAddress(server: Server): Address {
  const bound = server.address();
  // Only a server on a pipe, or one that does not listen, has another form.
  if (bound === null || typeof bound === 'string') return { host: '', port: 0 };
  return { host: bound.address, port: bound.port };
}
