// What a node knows of a log directory beyond its logs, from death to death: whose it is, whether
// it was closed, and what was set aside in it.

import assert from 'node:assert/strict';

import type { LogDirectory, MetaPropertiesV1 } from '../../../src/index.ts';

/** `maybe`: it died while it closed the directory, or while it opened one that was closed. */
type Closed = 'yes' | 'maybe' | 'no';

export class DirectoryClaims {
  readonly path: string;
  #identity: MetaPropertiesV1 | undefined;
  /** Is being written, or was when the node died. */
  #coming: MetaPropertiesV1 | undefined;
  #closed: Closed = 'no';
  #closedBefore: Closed = 'no';
  #brokerEpoch = -1;
  /** Names of directories that were set aside for an operator. */
  readonly #strays = new Set<string>();

  constructor(path: string) {
    this.path = path;
  }

  /** Formats the directory, or gives it another identity. */
  identify(directory: LogDirectory, directoryId: string): void {
    const identity = { clusterId: 'cluster', nodeId: 1, directoryId };
    this.#coming = identity;
    directory.writeMeta(identity);
    this.#identity = identity;
    this.#coming = undefined;
  }

  /** `meta.properties` is the old one or the new one, wholly. */
  opened({ meta }: LogDirectory): void {
    const known = [textOf(this.#identity)];
    if (this.#coming !== undefined) known.push(textOf(this.#coming));
    const found = textOf(meta);
    assert.ok(known.includes(found), `${this.path} is ${found}, not ${known.join(' or ')}`);
    this.#closedBefore = this.#closed;
    if (this.#closed === 'yes') this.#closed = 'maybe';
  }

  /** After `load`, which makes the names durable that it has found. */
  loaded({ meta, lastShutdown }: LogDirectory): void {
    if (this.#coming !== undefined && textOf(meta) === textOf(this.#coming)) {
      this.#identity = this.#coming;
    }
    this.#coming = undefined;
    const { wasClean, brokerEpoch } = lastShutdown;
    const closed = this.#closedBefore;
    if (closed === 'no') assert.equal(wasClean, false, `${this.path} was never closed`);
    if (closed === 'yes') assert.equal(wasClean, true, `${this.path} was closed`);
    if (wasClean) assert.equal(brokerEpoch, this.#brokerEpoch, 'the epoch in the mark');
    this.#closed = 'no';
  }

  closing(brokerEpoch: number): void {
    this.#closed = 'maybe';
    this.#brokerEpoch = brokerEpoch;
  }

  closed(): void {
    this.#closed = 'yes';
  }

  /** These names are durable. */
  setAside(names: readonly string[]): void {
    for (const name of names) if (name.endsWith('-stray')) this.#strays.add(name);
  }

  checkSetAside(names: readonly string[]): void {
    for (const stray of this.#strays) {
      assert.ok(names.includes(stray), `${this.path}/${stray}, which was set aside, is gone`);
    }
  }
}

function textOf(identity: LogDirectory['meta'] | MetaPropertiesV1): string {
  if (identity === undefined) return 'not formatted';
  return `${identity.clusterId} ${identity.nodeId} ${identity.directoryId}`;
}
