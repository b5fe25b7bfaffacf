// When each broker was last heard of, and how far its shutdown is: state that no log keeps, that
// only the active controller has, and that begins anew with each one. It decides what a heartbeat
// leads to; the records are written elsewhere.

import { assert } from '@ottla/base';
import type { ClusterImage } from '../image/cluster-image.ts';

export type BrokerControlState = 'fenced' | 'unfenced' | 'controlled-shutdown' | 'shutdown-now';

export interface Heartbeat {
  readonly brokerId: number;
  readonly currentMetadataOffset: number;
  readonly wantFence: boolean;
  readonly wantShutDown: boolean;
}

interface Contact {
  readonly epoch: number;
  readonly lastMs: number;
  /** A real heartbeat, not the session that each unfenced broker gets from a new controller. */
  readonly wasHeard: boolean;
}

interface Tracked {
  isFenced: boolean;
  metadataOffset: number;
  /** What all active brokers must have read before the broker may go; -1 while it is not going. */
  controlledShutdownOffset: number;
}

export class BrokerHeartbeats {
  readonly #sessionTimeoutMs: number;
  readonly #brokers = new Map<number, Tracked>();
  readonly #contacts = new Map<number, Contact>();

  constructor(sessionTimeoutMs: number) {
    this.#sessionTimeoutMs = sessionTimeoutMs;
  }

  /**
   * Starts over, as a controller does that becomes active: all unfenced brokers get a full session.
   */
  activate(cluster: ClusterImage, nowMs: number): void {
    this.#brokers.clear();
    this.#contacts.clear();
    for (const { id, epoch, fenced } of cluster.brokers.values()) {
      this.#track(id, fenced);
      if (!fenced) this.#contacts.set(id, { epoch, lastMs: nowMs, wasHeard: false });
    }
  }

  /**
   * A change of registrations was replayed; a broker that is not registered any more is forgotten.
   */
  follow(cluster: ClusterImage, brokerId: number): void {
    const broker = cluster.brokers.get(brokerId);
    if (broker === undefined) {
      this.forget(brokerId);
    } else {
      this.#track(brokerId, broker.fenced);
    }
  }

  forget(brokerId: number): void {
    this.#brokers.delete(brokerId);
    this.#contacts.delete(brokerId);
  }

  /** A heartbeat came in, whether or not it can be acted on. */
  touch(brokerId: number, epoch: number, nowMs: number): void {
    this.#contacts.set(brokerId, { epoch, lastMs: nowMs, wasHeard: true });
  }

  /** Whether the broker has sent a heartbeat since this controller became active. */
  wasHeard(brokerId: number): boolean {
    return this.#contacts.get(brokerId)?.wasHeard ?? false;
  }

  hasSession(brokerId: number, epoch: number, nowMs: number): boolean {
    const contact = this.#contacts.get(brokerId);
    return (
      contact !== undefined &&
      contact.epoch === epoch &&
      nowMs - contact.lastMs < this.#sessionTimeoutMs
    );
  }

  /** When the next session ends; Infinity where there is none. */
  nextExpiryMs(): number {
    let nextMs = Number.POSITIVE_INFINITY;
    for (const { lastMs } of this.#contacts.values()) {
      nextMs = Math.min(nextMs, lastMs + this.#sessionTimeoutMs);
    }
    return nextMs;
  }

  /** Takes out one broker whose session has ended; undefined where none has. */
  takeExpired(nowMs: number): { readonly brokerId: number; readonly epoch: number } | undefined {
    for (const [brokerId, { epoch, lastMs }] of this.#contacts) {
      if (nowMs - lastMs < this.#sessionTimeoutMs) continue;
      this.#contacts.delete(brokerId);
      return { brokerId, epoch };
    }
    return undefined;
  }

  stateOf(brokerId: number): BrokerControlState {
    const { isFenced, controlledShutdownOffset } = this.#tracked(brokerId);
    if (controlledShutdownOffset >= 0) return 'controlled-shutdown';
    return isFenced ? 'fenced' : 'unfenced';
  }

  /**
   * Where a heartbeat takes a broker. `registrationOffset` is what it must have read before it may
   * be unfenced; `hasLeaderships` tells whether it leads any partition.
   */
  next(
    heartbeat: Heartbeat,
    registrationOffset: number,
    hasLeaderships: () => boolean,
  ): BrokerControlState {
    const { brokerId, wantFence, wantShutDown, currentMetadataOffset } = heartbeat;
    switch (this.stateOf(brokerId)) {
      case 'fenced': {
        if (wantShutDown) return 'shutdown-now';
        const isReady = !wantFence && currentMetadataOffset >= registrationOffset;
        return isReady ? 'unfenced' : 'fenced';
      }
      case 'unfenced':
        if (wantFence) return wantShutDown ? 'shutdown-now' : 'fenced';
        if (!wantShutDown) return 'unfenced';
        return hasLeaderships() ? 'controlled-shutdown' : 'shutdown-now';
      default:
        return this.#nextInShutdown(brokerId, hasLeaderships);
    }
  }

  #nextInShutdown(brokerId: number, hasLeaderships: () => boolean): BrokerControlState {
    if (hasLeaderships()) return 'controlled-shutdown';
    const { controlledShutdownOffset } = this.#tracked(brokerId);
    return controlledShutdownOffset <= this.#lowestActiveOffset()
      ? 'shutdown-now'
      : 'controlled-shutdown';
  }

  /** Takes note of where a heartbeat has led. */
  enter(brokerId: number, state: BrokerControlState, metadataOffset: number): void {
    const broker = this.#tracked(brokerId);
    broker.isFenced = state === 'fenced' || state === 'shutdown-now';
    broker.metadataOffset = metadataOffset;
    // A fenced broker leaves its controlled shutdown; with its next heartbeat it may go at once.
    if (broker.isFenced) broker.controlledShutdownOffset = -1;
  }

  /**
   * The broker's leaderships were moved away by records up to this offset; the first call counts.
   */
  beginControlledShutdown(brokerId: number, offset: number): void {
    const broker = this.#tracked(brokerId);
    assert(!broker.isFenced, `broker ${brokerId} is fenced: it cannot begin a controlled shutdown`);
    if (broker.controlledShutdownOffset < 0) broker.controlledShutdownOffset = offset;
  }

  #track(brokerId: number, isFenced: boolean): void {
    const broker = this.#brokers.get(brokerId);
    if (broker === undefined) {
      this.#brokers.set(brokerId, { isFenced, metadataOffset: -1, controlledShutdownOffset: -1 });
      return;
    }
    broker.isFenced = isFenced;
    if (isFenced) broker.controlledShutdownOffset = -1;
  }

  #tracked(brokerId: number): Tracked {
    const broker = this.#brokers.get(brokerId);
    assert(broker !== undefined, `broker ${brokerId} sends heartbeats, but is not registered`);
    return broker;
  }

  #lowestActiveOffset(): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (const { isFenced, metadataOffset, controlledShutdownOffset } of this.#brokers.values()) {
      if (isFenced || controlledShutdownOffset >= 0) continue;
      lowest = Math.min(lowest, metadataOffset);
    }
    return lowest;
  }
}
