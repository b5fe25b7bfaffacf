// What `consumer-perf-test` measures and the rows it prints. Pure: times come from the caller.

import { fixed, MEGABYTE } from '../java-manner/number-text.ts';
import { simpleDate } from './simple-date.ts';

const COMMON =
  'data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, ' +
  'fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec';

export function headerLine(isDetailed: boolean): string {
  return `${isDetailed ? 'time, threadId' : 'start.time, end.time'}, ${COMMON}`;
}

export class ConsumeStats {
  readonly #startMs: number;
  readonly #dateFormat: string;
  recordCount = 0;
  #bytes = 0;
  #joinedMs = 0;
  #joinedInRoundMs = 0;
  #joinStartMs: number;
  #assignedCount = 0;
  #round: { startMs: number; recordCount: number; bytes: number };

  constructor(startMs: number, dateFormat: string) {
    this.#startMs = startMs;
    this.#joinStartMs = startMs;
    this.#dateFormat = dateFormat;
    this.#round = { startMs, recordCount: 0, bytes: 0 };
  }

  /** Joining counts from when there was no partition until there is one. */
  assigned(count: number, nowMs: number): void {
    if (this.#assignedCount === 0) {
      this.#joinedMs += nowMs - this.#joinStartMs;
      this.#joinedInRoundMs += nowMs - this.#joinStartMs;
    }
    this.#assignedCount += count;
  }

  revoked(count: number, nowMs: number): void {
    this.#assignedCount = Math.max(0, this.#assignedCount - count);
    if (this.#assignedCount === 0) this.#joinStartMs = nowMs;
  }

  record(bytes: number): void {
    this.recordCount += 1;
    this.#bytes += bytes;
  }

  /** The row of a reporting interval, where it has passed; the next one begins. */
  endRound(nowMs: number, reportingMs: number): string | undefined {
    const { startMs, recordCount, bytes } = this.#round;
    if (nowMs - startMs < reportingMs) return undefined;
    const elapsedMs = nowMs - startMs;
    const records = this.recordCount - recordCount;
    const megabytes = (this.#bytes - bytes) / MEGABYTE;
    const joinedMs = this.#joinedInRoundMs;
    const fetchMs = elapsedMs - joinedMs;
    const perSecond = (amount: number): number => (fetchMs <= 0 ? 0 : (1_000 * amount) / fetchMs);
    this.#joinedInRoundMs = 0;
    this.#round = { startMs: nowMs, recordCount: this.recordCount, bytes: this.#bytes };
    return [
      simpleDate(nowMs, this.#dateFormat),
      0,
      fixed(this.#bytes / MEGABYTE, 4),
      fixed((1_000 * megabytes) / elapsedMs, 4),
      this.recordCount,
      fixed((1_000 * records) / elapsedMs, 4),
      joinedMs,
      fetchMs,
      fixed(perSecond(megabytes), 4),
      fixed(perSecond(records), 4),
    ].join(', ');
  }

  totalRow(endMs: number): string {
    const elapsedMs = endMs - this.#startMs;
    const fetchMs = elapsedMs - this.#joinedMs;
    const megabytes = this.#bytes / MEGABYTE;
    return [
      simpleDate(this.#startMs, this.#dateFormat),
      simpleDate(endMs, this.#dateFormat),
      fixed(megabytes, 4),
      fixed(megabytes / (elapsedMs / 1_000), 4),
      this.recordCount,
      fixed(this.recordCount / (elapsedMs / 1_000), 4),
      this.#joinedMs,
      fetchMs,
      fixed(megabytes / (fetchMs / 1_000), 4),
      fixed(this.recordCount / (fetchMs / 1_000), 4),
    ].join(', ');
  }
}
