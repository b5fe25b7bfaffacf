// One connection of a client: frames in, requests handled, answers out in order.
//
//   open ──(peer ended, disconnect, malformed)──▶ draining ──(all answered and sent)──▶ closed
//     └──(lost, or a bug in a handler)────────────────────────────────────────────────▶ closed
//
// A frame is handled at once unless it must wait: for the answers of earlier requests (all but
// pipelined APIs), for a peer that reads too slowly, or for room in the ring. What waits is held in
// the frame queue; while that holds too much, the connection is not read any more.

import type { Connection, Receiver } from '@ottla/base';
import { FrameAssembler, type Frame, frameSizeBytes, Reader } from '@ottla/protocol';
import type { FrameBytes } from '../handlers/handler.ts';
import { WAITING } from '../metrics/request-metrics.ts';
import type { ConnectionHost } from './connection-host.ts';
import type { Watched } from './connection-watch.ts';
import { FrameQueue } from './frame-queue.ts';
import { LargeRequest } from './large-request.ts';
import type { BatchSender, OutgoingBatch } from './outgoing.ts';
import type { Claimant } from './receive-budget.ts';
import { apiKeyAt, readBody, readHead, RequestError, type RequestHead } from './read-request.ts';
import {
  type ConnectionIdentity,
  PLAIN_BYTES_MAX,
  RequestScope,
  type RequestSlot,
  type SlotOwner,
} from './request-slot.ts';
import { SlotRing } from './slot-ring.ts';
import { unsupportedApiVersions } from './unsupported-api-versions.ts';
import { writeResponse } from './write-response.ts';

/** More bytes that wait their turn stop the reading. */
const QUEUED_BYTES_MAX = 1024 * 1024;
/** Responses encoded into one write: enough for the kernel, little enough to be fair to others. */
const BATCH_BYTES_MAX = 1024 * 1024;

export class ClientConnection implements Receiver, SlotOwner, BatchSender, Claimant, Watched {
  readonly identity: ConnectionIdentity;
  /** When bytes last came or went, on the monotonic clock. */
  lastActiveMs: number;
  /** When the request that is incomplete began, or was last kept waiting by us. */
  partialSinceMs = 0;
  /** When the peer last took something, or something was first there to take. */
  takenMs = 0;
  /** Bytes of requests being handled that others may pass: those that come in numbers. */
  handlingBytes = 0;
  /** Set by the host while this waits for its `flush`. */
  isReady = false;
  readonly #connection: Connection;
  readonly #host: ConnectionHost<ClientConnection>;
  readonly #assembler: FrameAssembler;
  readonly #frames = new FrameQueue();
  readonly #slots: SlotRing;
  #state: 'open' | 'draining' | 'closed' = 'open';
  #unanswered = 0;
  /** Requests among the unanswered that let nothing pass. */
  #barriers = 0;
  #unsentBytes = 0;
  /** Bytes that came and do not make a whole frame yet. */
  #partialBytes = 0;
  /** The size of the large request that is being read; 0 where there is none. */
  #largeBytes = 0;
  /** The large request waits for room. */
  #lacksRoom = false;
  /** What the host was told that this connection holds. */
  #toldFrames = 0;
  #toldBytes = 0;
  #isPaused = false;
  #isResting = false;
  #restUntilMs = 0;
  #hasEnded = false;
  /** Requests whose handling goes on, or is yet to begin, in a later turn. */
  #held = 0;
  /** The size of the one that is being read, or waits for that; 0 where there is none. */
  #readingBytes = 0;

  constructor(
    connection: Connection,
    host: ConnectionHost<ClientConnection>,
    identity: ConnectionIdentity,
  ) {
    this.#connection = connection;
    this.#host = host;
    this.identity = identity;
    this.lastActiveMs = host.clock.monotonicMs();
    this.#slots = new SlotRing(this);
    this.#assembler = new FrameAssembler({
      memory: host.receiveMemory,
      frameBytesMax: host.config.requestBytesMax,
      onFrame: (frame) => this.#onFrame(frame),
      onMalformed: (reason) => this.disconnect(reason),
    });
  }

  /** Starts to read. */
  start(): void {
    this.#connection.receive(this);
  }

  // Watched

  get isDraining(): boolean {
    return this.#state === 'draining';
  }

  get hasUnanswered(): boolean {
    return this.#unanswered > 0 || this.#readingBytes > 0;
  }

  get isReceiving(): boolean {
    return this.#partialBytes > 0 && !this.#isPaused;
  }

  get hasReceiveMemory(): boolean {
    return this.#assembler.hasSlab;
  }

  /** Requests that have come and whose answers are not sent. */
  get inFlight(): number {
    return this.#slots.length + this.#frames.length + Number(this.#readingBytes > 0);
  }

  get unsentBytes(): number {
    return this.#unsentBytes;
  }

  // Receiver

  supply(): Uint8Array {
    return this.#assembler.supply();
  }

  received(length: number): void {
    // A peer that is told to end cannot put it off by sending more.
    if (this.#state !== 'open') return;
    this.lastActiveMs = this.#host.clock.monotonicMs();
    if (this.#partialBytes === 0) this.partialSinceMs = this.lastActiveMs;
    this.#partialBytes += length;
    this.#assembler.received(length);
    if (this.#assembler.largeFrameBytes !== this.#largeBytes) this.#claimRoom();
    this.checkPressure();
    this.#host.received(length);
  }

  ended(): void {
    // As in Kafka, a peer that sends no more does not wait for answers either.
    this.#slots.abandonWaiting();
    this.drain();
  }

  closed(): void {
    this.#close();
  }

  // Claimant

  roomGranted(): void {
    this.#lacksRoom = false;
    this.#host.ready(this);
  }

  // SlotOwner

  answered(slot: RequestSlot): void {
    this.#unanswered -= 1;
    slot.answeredIn = this.#host.turn;
    if (slot.served?.handler.pipelined === true) this.handlingBytes -= slot.requestBytes;
    else this.#barriers -= 1;
    if (this.#state === 'closed') {
      slot.releaseLeases();
      this.checkPressure();
    } else if (slot === this.#slots.head || this.#frames.length > 0) this.#host.ready(this);
  }

  hold(): (goOn: () => void) => void {
    this.#held += 1;
    return (goOn) => {
      this.#held -= 1;
      try {
        goOn();
      } catch (error) {
        this.#fail(error, 'a request cannot be handled to its end');
      }
      if (this.#frames.length > 0) this.#host.ready(this);
    };
  }

  rest(restMs: number): void {
    this.#host.counters.rests += 1;
    this.#restFor(restMs);
  }

  /** Reads no more and forgets what waits; what is being handled is answered before the end. */
  disconnect(reason: string): void {
    if (this.#state === 'closed') return;
    this.#host.counters.refusedRequests += 1;
    const fields = { connection: this.identity.connectionId, reason };
    this.#host.logger.info('a connection is closed', fields);
    this.#frames.clear();
    this.drain();
  }

  // BatchSender

  batchSent(sizeBytes: number): number {
    this.#unsentBytes -= sizeBytes;
    this.#host.sends(-sizeBytes);
    this.lastActiveMs = this.takenMs = this.#host.clock.monotonicMs();
    if (this.#state !== 'closed') {
      if (this.#slots.head?.isAnswered === true || this.#frames.length > 0) this.#host.ready(this);
      this.#endIfDone();
    }
    return this.takenMs;
  }

  // For the server

  /** Sends answers, and handles what waited for them: at the end of a turn, after `host.ready`. */
  flush(): void {
    if (this.#state === 'closed') return;
    const batch = this.#host.outgoing.take();
    try {
      do this.#encodeAnswered(batch);
      while (this.#handleQueued() && this.#canSend(batch));
      this.#send(batch);
    } catch (error) {
      batch.drop();
      this.#fail(error, 'a response cannot be written');
    }
    this.checkPressure();
    this.#endIfDone();
  }

  /** Reads no more; what has come is handled and answered, then the connection ends. */
  drain(): void {
    if (this.#state !== 'open') return;
    this.#state = 'draining';
    this.#stopReceiving();
    if (this.#isPaused) this.#connection.resume();
    this.#isPaused = false;
    this.#host.ready(this);
  }

  /** Drops the connection at once. */
  destroy(): void {
    this.#connection.destroy();
    this.#close();
  }

  /** Gives receive memory back while nothing comes. */
  goIdle(): void {
    if (this.#state === 'open' && this.#assembler.goIdle()) this.#connection.resupply();
  }

  /** Tells the host what is held here, and pauses or resumes reading. */
  checkPressure(): void {
    const frames = this.#frames.length;
    // A large request counts whole, by its claim.
    const partialBytes = this.#largeBytes > 0 ? 0 : this.#partialBytes;
    const bytes = this.#frames.sizeBytes + this.handlingBytes + this.#readingBytes + partialBytes;
    if (frames !== this.#toldFrames || bytes !== this.#toldBytes) {
      this.#host.holds(frames - this.#toldFrames, bytes - this.#toldBytes);
      this.#toldFrames = frames;
      this.#toldBytes = bytes;
    }
    if (this.#state !== 'open') return;
    const mustPause = this.#mustPause();
    if (mustPause === this.#isPaused) return;
    this.#isPaused = mustPause;
    if (mustPause) {
      this.#connection.pause();
      return;
    }
    this.partialSinceMs = this.#host.clock.monotonicMs();
    this.#connection.resume();
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  #mustPause(): boolean {
    const frames = this.#frames;
    const { config, hasTooManyQueued, receiveBudget } = this.#host;
    const hasTooMany = frames.length > config.inFlightRequestsMax;
    if (hasTooMany || frames.sizeBytes > QUEUED_BYTES_MAX || this.#lacksRoom) return true;
    if (frames.length > 0 && hasTooManyQueued) return true;
    // What has its room may come to its end, and who holds nothing may begin.
    if (this.#largeBytes > 0 || !receiveBudget.isExhausted) return false;
    return frames.length > 0 || this.handlingBytes + this.#readingBytes > 0;
  }

  /** A large request begins, or is complete. */
  #claimRoom(): void {
    const { receiveBudget } = this.#host;
    if (this.#largeBytes > 0) receiveBudget.unclaim(this);
    this.#largeBytes = this.#assembler.largeFrameBytes;
    this.#lacksRoom = this.#largeBytes > 0 && !receiveBudget.claim(this, this.#largeBytes);
  }

  #stopReceiving(): void {
    this.#partialBytes = 0;
    this.#assembler.close();
    if (this.#largeBytes > 0) this.#claimRoom();
  }

  #onFrame(frame: Frame): void {
    this.#partialBytes -= frameSizeBytes + frame.end - frame.start;
    const receivedMs = this.lastActiveMs;
    this.partialSinceMs = receivedMs;
    if (this.#frames.length === 0 && this.#mayHandle(frame)) this.#handle(frame, receivedMs);
    else this.#frames.push(frame, receivedMs);
  }

  /** Whether the request in this frame can be handled now. */
  #mayHandle(frame: FrameBytes): boolean {
    const { config, unsentBytesMax } = this.#host;
    if (this.#slots.length >= config.inFlightRequestsMax) return false;
    if (this.#unsentBytes > unsentBytesMax || this.#isResting) return false;
    if (this.#barriers > 0 || this.#held > 0) return false;
    if (this.#unanswered === 0) return true;
    const isTooMuch = this.handlingBytes + frame.end - frame.start > config.inFlightBytesMax;
    return !isTooMuch && this.#isPipelined(frame);
  }

  #isPipelined({ bytes, start, end }: FrameBytes): boolean {
    return this.#host.apis.get(apiKeyAt(bytes, start, end))?.handler.pipelined === true;
  }

  #handle(frame: FrameBytes, receivedMs: number): void {
    const { apis, config } = this.#host;
    try {
      // Those that come in numbers know themselves what they may cost.
      if (frame.end - frame.start > PLAIN_BYTES_MAX && !this.#isPipelined(frame)) {
        return this.#largeRequest(frame, receivedMs).begin();
      }
      const reader = new Reader(frame.bytes, frame.start, frame.end);
      reader.itemsLeft = config.requestItemsMax;
      const head = readHead(reader, apis);
      const request = head.isVersionUnknown ? undefined : readBody(reader, head);
      this.#serve(head, request, frame, receivedMs);
    } catch (error) {
      this.#unreadable(error);
    }
  }

  #unreadable(error: unknown): void {
    if (error instanceof RequestError) this.disconnect(error.message);
    else this.#fail(error, 'a request cannot be handled');
  }

  #largeRequest(frame: FrameBytes, receivedMs: number): LargeRequest {
    return new LargeRequest(frame, this.#host, {
      client: this.identity.client.host,
      isOpen: () => this.#state !== 'closed',
      hold: () => {
        this.#readingBytes = frame.end - frame.start;
        const goOn = this.hold();
        return (rest) => {
          this.#readingBytes = 0;
          goOn(rest);
          this.checkPressure();
        };
      },
      serve: (head, body, own) => this.#serve(head, body, own, receivedMs),
      refuse: (error) => this.#unreadable(error),
      rest: (restMs) => this.rest(restMs),
    });
  }

  #serve(head: RequestHead, request: unknown, frame: FrameBytes, receivedMs: number): void {
    const { served, version, correlationId, clientId } = head;
    const { handler } = served;
    const slot = this.#slots.push();
    const requestBytes = frame.end - frame.start;
    slot.begin(served, head.isVersionUnknown ? 0 : version, correlationId, requestBytes);
    slot.count(this.#host, request, receivedMs);
    this.#unanswered += 1;
    if (handler.pipelined === true) this.handlingBytes += requestBytes;
    else this.#barriers += 1;
    if (head.isVersionUnknown) {
      slot.respond(unsupportedApiVersions(served));
      return;
    }
    const scope = new RequestScope(this.identity, this, slot, { version, clientId, frame });
    const delayMs = this.#host.throttle.delayMs(scope, requestBytes);
    if (delayMs > 0) {
      scope.throttleTimeMs = delayMs;
      slot.metrics?.throttled(delayMs);
      this.#restFor(delayMs);
    }
    try {
      handler.handle(request, scope, slot.respond);
      // Nobody would end this turn for it: what it waits for comes later.
      if (!slot.isAnswered && !this.#host.isTurnEnding) slot.handledIn = WAITING;
    } catch (error) {
      const id = `correlation id ${correlationId} of client ${clientId}`;
      this.#fail(error, `${handler.api.name} v${version}, ${id}, cannot be handled`);
    }
  }

  /** Has the connection handle nothing further for a while; the longest of several rests holds. */
  #restFor(restMs: number): void {
    this.#restUntilMs = Math.max(this.#restUntilMs, this.#host.clock.monotonicMs() + restMs);
    if (this.#isResting) return;
    this.#isResting = true;
    this.#host.timers.after(restMs, () => this.#rested());
  }

  #rested(): void {
    this.#isResting = false;
    const leftMs = this.#restUntilMs - this.#host.clock.monotonicMs();
    if (leftMs > 0) this.#restFor(leftMs);
    else if (this.#state !== 'closed') this.#host.ready(this);
  }

  /**
   * Handles frames that waited, as far as they may be now; tells whether there is an answer to
   * send.
   */
  #handleQueued(): boolean {
    for (;;) {
      const next = this.#frames.head;
      if (next === undefined || !this.#mayHandle(next)) break;
      this.#frames.shift();
      this.#handle(next, next.receivedMs);
      next.slab.release();
    }
    const { head } = this.#slots;
    return head?.isAnswered === true && head.writing === undefined;
  }

  #canSend(batch: OutgoingBatch): boolean {
    const unsentBytesMax = this.#host.unsentBytesMax;
    const batchBytesMax = Math.min(BATCH_BYTES_MAX, unsentBytesMax);
    const hasRoom = batch.sizeBytes < batchBytesMax && this.#unsentBytes <= unsentBytesMax;
    return hasRoom && this.#state !== 'closed';
  }

  #encodeAnswered(batch: OutgoingBatch): void {
    for (;;) {
      const slot = this.#slots.head;
      if (slot?.isAnswered !== true || !this.#canSend(batch)) return;
      if (slot.response === undefined) {
        slot.releaseLeases();
      } else {
        // The rest of a large one comes in the turns to come.
        if (!writeResponse(batch.writer, slot)) return this.#host.ready(this);
        batch.take(slot.leases);
      }
      const { metrics } = slot;
      metrics?.written(slot, this.#host.flushMs);
      if (metrics !== undefined && slot.response !== undefined) batch.answers(metrics);
      this.#slots.shift();
    }
  }

  #send(batch: OutgoingBatch): void {
    if (this.#state === 'closed' || batch.sizeBytes === 0) {
      batch.drop();
      this.#host.outgoing.giveBack(batch, 0);
      return;
    }
    const host = this.#host;
    const sentBytes = batch.send(this.#connection, this, host.flushMs);
    if (this.#unsentBytes === 0) this.takenMs = host.flushMs;
    this.#unsentBytes += sentBytes;
    host.counters.sentBytes += sentBytes;
    host.sends(sentBytes);
    if (this.#slots.head?.isAnswered === true && this.#unsentBytes <= host.unsentBytesMax) {
      host.ready(this);
    }
  }

  /** A bug of ours: this connection goes, the others and the process go on. */
  #fail(error: unknown, what: string): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const connection = this.identity.connectionId;
    this.#host.logger.error(`${what}; its connection is closed`, { connection, error: text });
    this.destroy();
  }

  #endIfDone(): void {
    if (this.#state !== 'draining' || this.#hasEnded) return;
    if (this.inFlight > 0 || this.#unsentBytes > 0) return;
    this.#hasEnded = true;
    this.#connection.end();
  }

  #close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#stopReceiving();
    this.#frames.clear();
    for (const slot of this.#slots.taken()) if (slot.isAnswered) slot.releaseLeases();
    this.#slots.abandonWaiting();
    this.checkPressure();
    this.#host.gone(this);
  }
}
