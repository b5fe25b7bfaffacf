// The loader: committed records of the metadata log become deltas and images, and publishers hear of
// them. It reads through `MetadataSource`, as a broker far from the controller will, and never asks the
// controller for its state.

import type { Logger } from '@ottla/base';
import type { MetadataImage } from '@ottla/metadata';
import type { MetadataPublisher } from './metadata-publisher.ts';

export interface MetadataLoader {
  /** The newest image published. */
  readonly image: MetadataImage;
  /** Adds a publisher; it hears of the present image at once, and then of each new one. */
  publish(publisher: MetadataPublisher): void;
  remove(publisher: MetadataPublisher): void;
  /** Resolves when the image contains the record at `offset`. */
  caughtUpTo(offset: number): Promise<void>;
  close(): void;
}

export interface MetadataLoaderOptions {
  readonly logger: Logger;
}
