// A peer on the simulated network that answers as a test tells it to: real frames, real codecs, no
// broker behind them. Unless a test says otherwise it serves ApiVersions and nothing else.

import type { Connection, Listener, World } from '@ottla/base';
import { SlabPool } from '@ottla/base';
import {
  apis,
  errors,
  FrameAssembler,
  Reader,
  ReceiveMemory,
  readRequest,
  writeResponse,
  Writer,
  type Api,
  type ApiVersionsResponse,
  type Draft,
} from '@ottla/protocol';

/** One request, and how to answer it. Nothing forces an answer, or one in time. */
export interface Incoming<Request> {
  readonly request: Request;
  readonly version: number;
  readonly clientId: string | null;
  /** Numbers the connections of this broker from 0. */
  readonly connection: number;
  drop(): void;
}

type Answer = (incoming: Incoming<never>, respond: (response: object) => void) => void;

export interface ServedRange {
  readonly key: number;
  readonly min: number;
  readonly max: number;
}

export class ScriptedBroker {
  readonly world: World;
  readonly nodeId: number;
  readonly port: number;
  /** What came, by API name, in order. */
  readonly log: string[] = [];
  readonly #answers = new Map<number, { api: Api; answer: Answer; max: number }>();
  readonly #connections = new Set<Connection>();
  readonly #slots = new Map<Connection, { send?: () => void }[]>();
  #listener: Listener | undefined;
  #count = 0;
  /** What its cluster has finalised. */
  features = { epoch: -1, levels: new Map<string, number>() };
  /** The newest version of ApiVersions that it knows. */
  apiVersionsMax = 4;

  constructor(world: World, nodeId: number, port: number) {
    this.world = world;
    this.nodeId = nodeId;
    this.port = port;
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  on<Request, Response>(
    api: Api<Request, Response>,
    answer: (incoming: Incoming<Request>, respond: (response: Draft<Response>) => void) => void,
    max = api.latestVersionUnstable ? api.request.maxVersion - 1 : api.request.maxVersion,
  ): void {
    this.#answers.set(api.key, { api: api as Api, answer: answer as unknown as Answer, max });
  }

  async listen(): Promise<void> {
    const host = '';
    this.#listener = await this.world.network.listen({ host, port: this.port }, (connection) => {
      this.#accept(connection);
    });
  }

  /** Refuses new connections and drops the open ones. */
  async goAway(): Promise<void> {
    await this.#listener?.close();
    this.dropAll();
  }

  dropAll(): void {
    for (const connection of [...this.#connections]) connection.destroy();
  }

  #accept(connection: Connection): void {
    const number = this.#count++;
    this.#connections.add(connection);
    const pool = new SlabPool({ slabBytes: 256 * 1024, keptSlabsMax: 0 });
    const assembler = new FrameAssembler({
      memory: new ReceiveMemory({ pool }),
      frameBytesMax: 100 * 1024 * 1024,
      onFrame: ({ bytes, start, end }) => {
        // A copy, so that a test may look at a request long after it came.
        this.#received(connection, number, Buffer.from(bytes.subarray(start, end)));
      },
      onMalformed: () => connection.destroy(),
    });
    connection.receive({
      supply: () => assembler.supply(),
      received: (length) => assembler.received(length),
      ended: () => connection.destroy(),
      closed: () => {
        assembler.close();
        this.#connections.delete(connection);
        this.#slots.delete(connection);
      },
    });
  }

  /** Answers leave in the order of their requests, as a broker's do, whenever they are ready. */
  #slotFor(connection: Connection): (send: () => void) => void {
    const slots = this.#slots.get(connection) ?? [];
    this.#slots.set(connection, slots);
    const slot: { send?: () => void } = {};
    slots.push(slot);
    return (send) => {
      slot.send ??= send;
      while (slots[0]?.send !== undefined) slots.shift()?.send?.();
    };
  }

  #received(connection: Connection, number: number, frame: Buffer): void {
    const key = frame.readInt16BE(0);
    const version = frame.readInt16BE(2);
    const correlationId = frame.readInt32BE(4);
    const api = apis.get(key);
    this.log.push(`${api?.name} v${version}`);
    if (key === 18) {
      this.#answerVersions(connection, correlationId, version);
      return;
    }
    const served = this.#answers.get(key);
    if (served === undefined || version > served.max) {
      connection.destroy();
      return;
    }
    const { request, header } = readRequest(new Reader(frame));
    const drop = (): void => connection.destroy();
    const inTurn = this.#slotFor(connection);
    const { clientId } = header;
    const incoming = { request, version, clientId, connection: number, drop };
    served.answer(incoming as Incoming<never>, (response) => {
      inTurn(() => this.#respond(connection, served.api, { version, correlationId }, response));
    });
  }

  #answerVersions(connection: Connection, correlationId: number, version: number): void {
    const api = apis.get(18);
    if (api === undefined) return;
    const own = { apiKey: 18, minVersion: 0, maxVersion: this.apiVersionsMax };
    const refused = { errorCode: errors.UNSUPPORTED_VERSION.code, apiKeys: [own] };
    const apiKeys = [...this.#answers].map(([apiKey, served]) => ({
      apiKey,
      minVersion: served.api.request.minVersion,
      maxVersion: served.max,
    }));
    const isRefused = version > this.apiVersionsMax;
    this.#respond(
      connection,
      api,
      { version: isRefused ? 0 : version, correlationId },
      isRefused ? refused : { apiKeys: [own, ...apiKeys], ...this.#toldFeatures(version) },
    );
  }

  #toldFeatures(version: number): Draft<ApiVersionsResponse> {
    if (version < 3) return {};
    const { epoch, levels } = this.features;
    const finalizedFeatures = [...levels].map(([name, level]) => ({
      name,
      minVersionLevel: level,
      maxVersionLevel: level,
    }));
    return { finalizedFeaturesEpoch: epoch, finalizedFeatures };
  }

  #respond(
    connection: Connection,
    api: Api,
    fields: { version: number; correlationId: number },
    response: object,
  ): void {
    if (!this.#connections.has(connection)) return;
    const writer = new Writer();
    writeResponse(writer, api, fields, response as Draft<unknown>);
    connection.write(writer.finish());
  }
}
