// Random work on one compacted log: keys written over and deleted, records without keys, codecs,
// idempotent and transactional producers, commits and aborts; and the history of what was appended.

import assert from 'node:assert/strict';

import type { Prng } from '@ottla/base';
import { BatchBuilder, RecordBatch, transactionMarkerBatch } from '@ottla/protocol';
import type { Codec, ProducerState } from '@ottla/protocol';

import type { AppendOptions, PartitionLog } from '../../src/index.ts';
import { decodeBatch } from './decoded-log.ts';
import { KeyedHistory } from './keyed-history.ts';

const CODECS: readonly Codec[] = ['none', 'none', 'gzip', 'snappy', 'lz4', 'zstd'];
const PRODUCERS = 3;
const EARLIEST_MS = 1_000;

export interface KeyedWorkOptions {
  readonly keys: number;
  /** Of batches that are not markers. */
  readonly producerShare: number;
  readonly compressedShare: number;
}

export class KeyedWork {
  history = new KeyedHistory();
  leaderEpoch = 0;
  readonly #prng: Prng;
  readonly #options: KeyedWorkOptions;
  #wallMs = 2_000;

  constructor(prng: Prng, options: KeyedWorkOptions) {
    this.#prng = prng;
    this.#options = options;
  }

  /** Appends one batch; its bytes are queued, not written. */
  append(log: PartitionLog, nowMs: number): void {
    this.#wallMs = nowMs;
    const { producerShare } = this.#options;
    if (!this.#prng.chance(producerShare)) return this.#put(log, this.#records(), 'client');
    this.#appendOfProducer(log);
  }

  endTransactions(log: PartitionLog, nowMs: number): void {
    this.#wallMs = nowMs;
    for (const [producerId, { epoch, openOffset }] of this.history.producers) {
      if (openOffset >= 0) this.#putMarker(log, producerId, epoch);
    }
    log.flushAppends();
  }

  #appendOfProducer(log: PartitionLog): void {
    const producerId = 1 + this.#prng.below(PRODUCERS);
    const known = this.history.producers.get(producerId);
    const isOpen = (known?.openOffset ?? -1) >= 0;
    const producerEpoch = known?.epoch ?? 0;
    if ((isOpen && this.#prng.chance(0.4)) || this.#prng.chance(0.05)) {
      // Now and then for a transaction that wrote nothing here, and with an epoch that fences.
      return this.#putMarker(log, producerId, producerEpoch + (this.#prng.chance(0.1) ? 1 : 0));
    }
    const isTransactional = isOpen || this.#prng.chance(0.5);
    const baseSequence = (known?.lastSequence ?? -1) + 1;
    const producer = { producerId, producerEpoch, baseSequence, isTransactional };
    this.#put(log, this.#records(producer), 'client');
  }

  #putMarker(log: PartitionLog, producerId: number, producerEpoch: number): void {
    const type = this.#prng.chance(0.5) ? 'ABORT' : 'COMMIT';
    const marker = { type, producerId, producerEpoch, coordinatorEpoch: 0 } as const;
    const fields = { partitionLeaderEpoch: -1, timestamp: this.#wallMs };
    this.#put(log, transactionMarkerBatch(marker, fields), 'coordinator');
  }

  #records(producer?: ProducerState): Uint8Array {
    const prng = this.#prng;
    const { compressedShare, keys } = this.#options;
    const codec = prng.chance(compressedShare) ? prng.pick(CODECS) : 'none';
    const builder = new BatchBuilder({ codec, ...(producer === undefined ? {} : { producer }) });
    const records = 1 + prng.below(prng.chance(0.1) ? 8 : 4);
    for (let n = 0; n < records; n++) {
      const key = prng.chance(0.05) ? null : Buffer.from(`key-${prng.below(keys)}`);
      const value = prng.chance(0.2) ? null : Buffer.alloc(prng.below(60), prng.below(256));
      const headers = prng.chance(0.1) ? [{ key: 'h', value: Buffer.from(`${n}`) }] : [];
      const timestamp = prng.chance(0.8) ? this.#wallMs - prng.below(50) : EARLIEST_MS;
      builder.append(Math.max(0, timestamp), key, value, headers);
    }
    return builder.finish();
  }

  #put(log: PartitionLog, batch: Uint8Array, origin: 'client' | 'coordinator'): void {
    const options: AppendOptions = { origin, leaderEpoch: this.leaderEpoch, nowMs: this.#wallMs };
    // Records without keys are from before the topic was compacted.
    const { config } = log;
    log.updateConfig({ ...config, cleanupPolicy: { compact: false, delete: true } });
    const outcome = log.append(batch, options);
    log.updateConfig(config);
    assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
    this.history.add(decodeBatch(new RecordBatch(batch, 0)));
  }
}
