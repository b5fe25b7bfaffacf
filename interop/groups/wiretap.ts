// A proxy between clients and a broker that changes nothing and reads along what groups say: who
// was given which partitions in which generation, which commits were acknowledged, and what was
// answered to fetches of offsets. What clients tell of themselves differs from library to library;
// the wire is one for all.

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import {
  consumerProtocolAssignment,
  decodeVersioned,
  type OffsetCommitRequest,
  offsetCommitApi,
  offsetFetchApi,
  Reader,
  readRequest,
  readResponse,
  type SyncGroupRequest,
  syncGroupApi,
} from '@ottla/protocol';

import { FrameTap } from './frames.ts';

export interface Synced {
  readonly group: string;
  readonly generation: number;
  readonly member: string;
  readonly clientId: string;
  readonly partitions: readonly number[];
}

export interface Committed {
  readonly group: string;
  readonly generation: number;
  readonly member: string;
  readonly clientId: string;
  readonly partition: number;
  readonly offset: number;
}

/** What the broker has told a member that asked where to go on. */
export interface Fetched {
  readonly clientId: string;
  readonly partition: number;
  readonly offset: number;
}

/** What had passed by when a request was sent. */
export interface Asked {
  /** Offsets by partition. */
  readonly committed: ReadonlyMap<number, number>;
  /** The last that was handed out to anybody. */
  readonly generation: number;
  /** The last that was handed out to who asks. */
  readonly clientGeneration: number;
}

export interface GroupEvents {
  /** A request passes by; what is returned comes back with the answer. */
  asks?(clientId: string): Asked;
  fetched?(event: Fetched, whenAsked: Asked): void;
  synced(event: Synced): void;
  /** The broker has acknowledged it. */
  committed(event: Committed, whenAsked: Asked): void;
}

interface Pending {
  readonly key: number;
  readonly version: number;
  readonly clientId: string;
  readonly request: unknown;
  readonly whenAsked: Asked;
}

const WATCHED: readonly number[] = [offsetCommitApi.key, offsetFetchApi.key, syncGroupApi.key];
const NOTHING: Asked = { committed: new Map(), generation: -1, clientGeneration: -1 };

export class Wiretap {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #events: GroupEvents;
  #target: number | undefined;

  private constructor(events: GroupEvents) {
    this.#events = events;
    this.#server = createServer((client) => this.#join(client));
  }

  static async open(events: GroupEvents): Promise<Wiretap> {
    const tap = new Wiretap(events);
    tap.#server.listen(0, '127.0.0.1');
    await once(tap.#server, 'listening');
    return tap;
  }

  get port(): number {
    const address = this.#server.address();
    return address === null || typeof address === 'string' ? 0 : address.port;
  }

  /** Where the broker listens from now on; undefined: nowhere, and clients are turned away. */
  connectTo(port: number | undefined): void {
    this.#target = port;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(client: Socket): void {
    if (this.#target === undefined) {
      client.destroy();
      return;
    }
    const broker = connect(this.#target, '127.0.0.1');
    const pending = new Map<number, Pending>();
    const requests = new FrameTap(
      (head) => WATCHED.includes(head.readInt16BE(0)),
      (frame, isWhole) => isWhole && this.#note(pending, frame),
    );
    const responses = new FrameTap(
      (head) => pending.has(head.readInt32BE(0)),
      (frame, isWhole) => isWhole && this.#answer(pending, frame),
    );
    pass(client, broker, requests);
    pass(broker, client, responses);
    for (const socket of [client, broker]) {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    }
  }

  #answer(pending: Map<number, Pending>, frame: Buffer): void {
    const asked = pending.get(frame.readInt32BE(0));
    if (asked === undefined) return;
    pending.delete(frame.readInt32BE(0));
    const reader = new Reader(frame);
    if (asked.key === offsetCommitApi.key) this.#committed(asked, reader);
    else if (asked.key === offsetFetchApi.key) this.#fetched(asked, reader);
    else this.#synced(asked, reader);
  }

  #fetched({ version, clientId, whenAsked }: Pending, reader: Reader): void {
    const { response } = readResponse(reader, offsetFetchApi, version);
    const topics = [...response.topics, ...response.groups.flatMap((group) => group.topics)];
    for (const { partitionIndex, committedOffset, errorCode } of topics.flatMap(partitionsOf)) {
      const event = { clientId, partition: partitionIndex, offset: Number(committedOffset) };
      if (errorCode === 0) this.#events.fetched?.(event, whenAsked);
    }
  }

  #note(pending: Map<number, Pending>, frame: Buffer): void {
    // Its own copy: what is read keeps views of it until the answer comes.
    const { header, request } = readRequest(new Reader(Buffer.from(frame)));
    const clientId = header.clientId ?? '';
    pending.set(header.correlationId, {
      key: header.requestApiKey,
      version: header.requestApiVersion,
      clientId,
      request,
      whenAsked: this.#events.asks?.(clientId) ?? NOTHING,
    });
  }

  #committed({ version, clientId, request, whenAsked }: Pending, reader: Reader): void {
    // Kept under the key of OffsetCommit.
    const asked = request as OffsetCommitRequest;
    const { response } = readResponse(reader, offsetCommitApi, version);
    for (const [at, topic] of response.topics.entries()) {
      const offsets = asked.topics[at]?.partitions ?? [];
      for (const { partitionIndex, errorCode } of topic.partitions) {
        const sent = offsets.find((each) => each.partitionIndex === partitionIndex);
        if (errorCode !== 0 || sent === undefined) continue;
        const event = {
          group: asked.groupId,
          generation: asked.generationIdOrMemberEpoch,
          member: asked.memberId,
          clientId,
          partition: partitionIndex,
          offset: Number(sent.committedOffset),
        };
        this.#events.committed(event, whenAsked);
      }
    }
  }

  #synced({ version, clientId, request }: Pending, reader: Reader): void {
    // Kept under the key of SyncGroup.
    const { groupId: group, generationId, memberId } = request as SyncGroupRequest;
    const { response } = readResponse(reader, syncGroupApi, version);
    if (response.errorCode !== 0) return;
    const partitions =
      response.assignment.length === 0
        ? []
        : decodeVersioned(
            consumerProtocolAssignment,
            response.assignment,
            'read',
          ).message.assignedPartitions.flatMap((each) => each.partitions);
    const generation = generationId;
    this.#events.synced({ group, generation, member: memberId, clientId, partitions });
  }
}

/** The two shapes that answers have had over the versions differ in their names alone. */
function partitionsOf<Partition>(topic: { readonly partitions: readonly Partition[] }) {
  return topic.partitions;
}

function pass(from: Socket, to: Socket, tap: FrameTap): void {
  from.on('data', (chunk: Buffer) => {
    tap.push(chunk);
    if (to.writable && !to.write(chunk)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  });
  from.on('error', () => to.destroy());
  from.once('close', () => to.destroy());
  from.once('end', () => to.end());
}
