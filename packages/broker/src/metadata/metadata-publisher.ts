// Who wants to know when the image changes: topics are made and deleted, configs applied, fencing
// seen.

import type { MetadataDelta, MetadataImage } from '@ottla/metadata';

/** Where an image comes from, besides what is in it. */
export interface PublishedUpdate {
  /** Bytes of committed batches that led to it; 0 for a snapshot. */
  readonly bytes: number;
  readonly isSnapshot: boolean;
}

export interface MetadataPublisher {
  /** For the log, for example `topics`. */
  readonly name: string;
  /**
   * Called in the order of registration for every new image, within the loader's turn. The first
   * call brings all that is there so far, as a delta from the empty image. `delta.image` is the
   * image before.
   */
  onUpdate(delta: MetadataDelta, image: MetadataImage, update: PublishedUpdate): void;
  /** Who leads the quorum has changed; -1 for nobody. */
  onLeaderChange?(leader: { readonly leaderId: number; readonly epoch: number }): void;
}
