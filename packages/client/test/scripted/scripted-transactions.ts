// Transactional ids as a coordinator keeps them, small: enough for producers to be judged by, in
// both protocols (KIP-98, KIP-360, KIP-890). Transactions end at once; a test that wants them to
// take their time says CONCURRENT_TRANSACTIONS itself.

import { errors, type ProtocolError } from '@ottla/protocol';

export interface Identity {
  readonly producerId: number;
  readonly epoch: number;
}

/** A producer id and epoch, or why there is none. */
export type Identified = Identity | ProtocolError;

export interface EndedTransaction extends Identity {
  readonly partitions: readonly string[];
  readonly committed: boolean;
}

interface KnownId {
  producerId: number;
  epoch: number;
  state: 'empty' | 'ongoing' | 'committed' | 'aborted';
  readonly partitions: Set<string>;
  /** What the last change of the epoch began with, so that its repetition is known as such. */
  before: Identity | undefined;
}

const EPOCH_MAX = 0x7ffe;

export class ScriptedTransactions {
  readonly #ids = new Map<string, KnownId>();
  readonly #ended: (ended: EndedTransaction) => void;
  #producerIds = 5000;

  /** `ended` writes the markers. */
  constructor(ended: (ended: EndedTransaction) => void) {
    this.#ended = ended;
  }

  stateOf(transactionalId: string): KnownId['state'] | undefined {
    return this.#ids.get(transactionalId)?.state;
  }

  identityOf(transactionalId: string): Identity | undefined {
    const known = this.#ids.get(transactionalId);
    return known && { producerId: known.producerId, epoch: known.epoch };
  }

  /** As if so many producers had come before. */
  exhaustEpochs(transactionalId: string): void {
    const known = this.#ids.get(transactionalId);
    if (known !== undefined) known.epoch = EPOCH_MAX - 1;
  }

  initialize(transactionalId: string, asked: Identity): Identified {
    const known = this.#ids.get(transactionalId);
    if (known === undefined) {
      const made = { producerId: this.#producerIds++, epoch: 0 };
      const partitions = new Set<string>();
      this.#ids.set(transactionalId, { ...made, state: 'empty', partitions, before: undefined });
      return made;
    }
    if (asked.producerId >= 0 && !isSame(asked, known)) {
      const { before } = known;
      const isRepeated = before !== undefined && isSame(asked, before);
      return isRepeated ? this.#identity(known) : errors.PRODUCER_FENCED;
    }
    if (known.state === 'ongoing') this.#end(known, false, this.#bump(known));
    this.#bump(known);
    known.before = asked.producerId >= 0 ? { ...asked } : undefined;
    known.state = 'empty';
    return this.#identity(known);
  }

  /** Partitions and groups alike. */
  add(transactionalId: string, asked: Identity, partitions: readonly string[]): number {
    const known = this.#ids.get(transactionalId);
    const refused = refusalOf(known, asked);
    if (known === undefined || refused !== undefined) return refused?.code ?? 0;
    known.state = 'ongoing';
    for (const partition of partitions) known.partitions.add(partition);
    return 0;
  }

  has(transactionalId: string, asked: Identity, partition: string): boolean {
    const known = this.#ids.get(transactionalId);
    if (known === undefined || !isSame(asked, known)) return false;
    return known.state === 'ongoing' && known.partitions.has(partition);
  }

  endV1(transactionalId: string, asked: Identity, committed: boolean): number {
    const known = this.#ids.get(transactionalId);
    const refused = refusalOf(known, asked);
    if (known === undefined || refused !== undefined) return refused?.code ?? 0;
    const isRepeated = known.state === (committed ? 'committed' : 'aborted');
    if (isRepeated) return 0;
    if (known.state !== 'ongoing') return errors.INVALID_TXN_STATE.code;
    this.#end(known, committed, this.#identity(known));
    return 0;
  }

  endV2(transactionalId: string, asked: Identity, committed: boolean): Identified {
    const known = this.#ids.get(transactionalId);
    if (known === undefined) return errors.INVALID_PRODUCER_ID_MAPPING;
    const { before } = known;
    if (before !== undefined && isSame(asked, before)) {
      const isSameEnd = known.state === (committed ? 'committed' : 'aborted');
      return isSameEnd ? this.#identity(known) : errors.INVALID_TXN_STATE;
    }
    const refused = refusalOf(known, asked);
    if (refused !== undefined) return refused;
    if (committed && known.state !== 'ongoing') return errors.INVALID_TXN_STATE;
    this.#end(known, committed, this.#bump(known));
    known.before = { ...asked };
    return this.#identity(known);
  }

  /** As when the transaction takes longer than its timeout. */
  timeOut(transactionalId: string): void {
    const known = this.#ids.get(transactionalId);
    if (known?.state !== 'ongoing') return;
    const before = this.#identity(known);
    this.#end(known, false, this.#bump(known));
    known.before = before;
  }

  #end(known: KnownId, committed: boolean, as: Identity): void {
    const partitions = [...known.partitions];
    known.partitions.clear();
    known.state = committed ? 'committed' : 'aborted';
    this.#ended({ ...as, partitions, committed });
  }

  /** Returns the epoch with which the markers are written: a new id begins after them. */
  #bump(known: KnownId): Identity {
    known.epoch += 1;
    const marker = this.#identity(known);
    if (known.epoch > EPOCH_MAX) {
      known.producerId = this.#producerIds++;
      known.epoch = 0;
    }
    return marker;
  }

  #identity({ producerId, epoch }: KnownId): Identity {
    return { producerId, epoch };
  }
}

function isSame(a: Identity, b: Identity): boolean {
  return a.producerId === b.producerId && a.epoch === b.epoch;
}

function refusalOf(known: KnownId | undefined, asked: Identity): ProtocolError | undefined {
  if (known === undefined) return errors.INVALID_PRODUCER_ID_MAPPING;
  if (known.producerId !== asked.producerId) return errors.INVALID_PRODUCER_ID_MAPPING;
  return known.epoch === asked.epoch ? undefined : errors.PRODUCER_FENCED;
}
