// The operations facility of a real process: Node's HTTP server, bounded in every direction, and
// samples of memory, processor and event loop.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import type { Address } from '@ottla/base';
import type {
  AnswerPath,
  HttpAnswer,
  HttpListener,
  OperationsFacility,
} from '../operations/operations-facility.ts';
import { ProcessSampler } from './process-sampler.ts';

/** More than a few scrapers and probes are a mistake, or worse. */
const CONNECTIONS_MAX = 64;
const HEADER_BYTES_MAX = 8192;
/** For the head of a request, and for all of it. */
const REQUEST_MS_MAX = 5000;
/** Scrapers come every few seconds, and may keep their connection so long. */
const KEEP_ALIVE_MS = 60_000;
/** A peer that does not take its answer is dropped after so long without a byte. */
const SOCKET_IDLE_MS = 90_000;

export function processOperations(): OperationsFacility {
  // Nothing is watched before somebody listens.
  let sampler: ProcessSampler | undefined;
  const sampled = (): ProcessSampler => (sampler ??= new ProcessSampler());
  return {
    listen: (address, answer) => {
      sampled();
      return listen(address, answer);
    },
    sampleProcess: () => sampled().sample(),
  };
}

async function listen(address: Address, answer: AnswerPath): Promise<HttpListener> {
  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: REQUEST_MS_MAX,
      requestTimeout: REQUEST_MS_MAX,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: REQUEST_MS_MAX,
    },
    (request, response) => void respond(request, response, answer),
  );
  server.maxConnections = CONNECTIONS_MAX;
  server.timeout = SOCKET_IDLE_MS;
  const bound = await opened(server, address);
  return { address: bound, close: () => closed(server) };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: AnswerPath,
): Promise<void> {
  const { method = '', url = '/' } = request;
  const isAllowed = method === 'GET' || method === 'HEAD';
  // Without a base a path that looks like a URL would be one.
  const [path = '/'] = url.split('?');
  const { status, type, body } = isAllowed ? await answerOf(path, answer) : NOT_ALLOWED;
  const pieces = typeof body === 'string' ? [Buffer.from(body)] : body;
  const sizeBytes = pieces.reduce((sum, { length }) => sum + length, 0);
  // A body is not read: the connection ends with its answer.
  const hasBody = 'content-length' in request.headers || 'transfer-encoding' in request.headers;
  response.writeHead(status, {
    'content-type': type,
    'content-length': sizeBytes,
    ...(isAllowed ? {} : { allow: 'GET, HEAD' }),
    ...(hasBody ? { connection: 'close' } : {}),
  });
  // They leave in one write.
  response.cork();
  if (method !== 'HEAD') for (const piece of pieces) response.write(piece);
  response.end();
}

async function answerOf(path: string, answer: AnswerPath): Promise<HttpAnswer> {
  try {
    return await answer(path);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { status: 500, type: 'text/plain; charset=utf-8', body: `${text}\n` };
  }
}

const NOT_ALLOWED: HttpAnswer = {
  status: 405,
  type: 'text/plain; charset=utf-8',
  body: 'only GET and HEAD are served\n',
};

function opened(server: Server, { host, port }: Address): Promise<Address> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === '' ? {} : { host }) }, () => {
      server.off('error', reject);
      const bound = server.address();
      // It listens on TCP, whose addresses are objects.
      if (bound === null || typeof bound === 'string') reject(new Error('no address'));
      else resolve({ host: bound.address, port: bound.port });
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
