// The client instances that a broker knows: as many as Kafka keeps, least recently used first to
// go, each until nothing has come from it for long.

import type { ErrorName, Uuid } from '@ottla/protocol';
import type { ClientDetails } from './client-details.ts';

/** Kafka's: clients that are active on one broker. */
const INSTANCES_MAX = 16_384;
/** A client that says nothing for so long, or for three of its intervals, is forgotten. */
const EXPIRY_MS_MIN = 60_000;
const EXPIRY_INTERVALS = 3;
/** How often those are looked for, whom nobody asks for any more. */
const SWEEP_MS = 10_000;

export interface ClientInstance {
  readonly id: Uuid;
  /** As it came first. */
  readonly client: ClientDetails;
  readonly subscriptionId: number;
  /** Which state of the subscriptions it was made for. */
  readonly subscriptionVersion: number;
  /** Prefixes of names, in the order in which clients are told. */
  readonly metrics: readonly string[];
  readonly intervalMs: number;
  lastGetMs: number;
  lastPushMs: number;
  isTerminating: boolean;
  lastError: ErrorName;
}

interface Kept {
  readonly instance: ClientInstance;
  readonly expiresMs: number;
  readonly connectionId: string;
}

export class ClientInstances {
  readonly #kept = new Map<Uuid, Kept>();
  readonly #byConnection = new Map<string, Uuid>();
  #nextSweepMs = -Infinity;

  /** How many there are. */
  count(nowMs: number): number {
    this.#sweep(nowMs);
    return this.#kept.size;
  }

  get(id: Uuid, nowMs: number): ClientInstance | undefined {
    const kept = this.#kept.get(id);
    return kept === undefined || kept.expiresMs <= nowMs ? undefined : kept.instance;
  }

  /** Keeps an instance that was made by a request of this connection. */
  add(instance: ClientInstance, connectionId: string): void {
    this.#byConnection.set(connectionId, instance.id);
    this.#kept.delete(instance.id);
    if (this.#kept.size < INSTANCES_MAX) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Something came from the instance: its time begins anew. */
  touch(instance: ClientInstance, connectionId: string, nowMs: number): void {
    this.#sweep(nowMs);
    const expiryMs = Math.max(EXPIRY_MS_MIN, EXPIRY_INTERVALS * instance.intervalMs);
    this.#kept.delete(instance.id);
    this.#kept.set(instance.id, { instance, connectionId, expiresMs: nowMs + expiryMs });
  }

  /** The connection is gone, and with it the instance that came by it. */
  disconnected(connectionId: string): void {
    const id = this.#byConnection.get(connectionId);
    if (id === undefined) return;
    this.#byConnection.delete(connectionId);
    this.#kept.delete(id);
  }

  #sweep(nowMs: number): void {
    if (nowMs < this.#nextSweepMs) return;
    this.#nextSweepMs = nowMs + SWEEP_MS;
    for (const [id, { expiresMs, connectionId }] of this.#kept) {
      if (expiresMs > nowMs) continue;
      this.#kept.delete(id);
      this.#byConnection.delete(connectionId);
    }
  }
}
