// Requests to a broker on a connection of its own each, written and read by our codec.

import { connect } from 'node:net';
import { Reader, readResponse, Writer, writeRequest } from '@ottla/protocol';
import type { Exchange } from './answer-case.ts';

const TIMEOUT_MS = 30_000;

export function exchangeWith(port: number): Exchange {
  return async (api, version, request) => {
    const writer = new Writer();
    writeRequest(writer, api, { version, correlationId: 1, clientId: 'answers' }, request);
    const frame = await roundTrip(port, Buffer.concat(writer.finish()));
    return readResponse(new Reader(frame, 0, frame.length), api, version).response;
  };
}

function roundTrip(port: number, request: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes: Buffer = Buffer.alloc(0);
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer in time')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the broker closed the connection')));
    socket.on('data', (piece) => {
      bytes = Buffer.concat([bytes, piece]);
      if (bytes.length < 4 || bytes.length < 4 + bytes.readInt32BE(0)) return;
      resolve(bytes.subarray(4));
      socket.destroy();
    });
    socket.write(request);
  });
}
