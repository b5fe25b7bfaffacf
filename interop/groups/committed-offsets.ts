// What a broker has committed for a group, asked on a connection of its own: not through a client,
// which would follow the advertised address.

import { once } from 'node:events';
import { connect } from 'node:net';
import { offsetFetchApi, Reader, readResponse, Writer, writeRequest } from '@ottla/protocol';

import { wait } from './until.ts';

const VERSION = 8;
const TRIES = 200;
const TRY_AGAIN_MS = 50;

async function ask(port: number, groupId: string): Promise<Buffer> {
  const writer = new Writer(256);
  const fields = { version: VERSION, correlationId: 1, clientId: 'checks' };
  writeRequest(writer, offsetFetchApi, fields, { groups: [{ groupId, topics: null }] });
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  for (const piece of writer.finish()) socket.write(piece);
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length >= 4 && bytes.length >= 4 + bytes.readInt32BE(0)) break;
  }
  socket.destroy();
  return bytes.subarray(4);
}

/** Offsets of the group's one topic by partition; a coordinator that still loads is waited for. */
export async function committedOffsets(
  port: number,
  groupId: string,
): Promise<ReadonlyMap<number, number>> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const reader = new Reader(await ask(port, groupId));
    const { response } = readResponse(reader, offsetFetchApi, VERSION);
    const group = response.groups[0];
    if (group?.errorCode === 0) {
      const partitions = group.topics.flatMap((topic) => topic.partitions);
      return new Map(partitions.map((each) => [each.partitionIndex, Number(each.committedOffset)]));
    }
    await wait(TRY_AGAIN_MS);
  }
  throw new Error(`the coordinator of ${groupId} was not ready in ${TRIES * TRY_AGAIN_MS} ms`);
}
