// How often a partition got a leader that was neither in sync nor eligible: acknowledged records
// may be gone. Seen where committed metadata are published.

import { type MetadataDelta, NO_LEADER, type PartitionRegistration } from '@ottla/metadata';
import type { MetadataPublisher } from '../metadata/metadata-publisher.ts';

export class UncleanElections implements MetadataPublisher {
  readonly name = 'unclean elections';
  count = 0;

  onUpdate({ topics }: MetadataDelta): void {
    for (const { image, partitions } of topics?.changed.values() ?? []) {
      for (const [id, after] of partitions) {
        const before = image.partitions[id];
        if (before !== undefined && wasUnclean(before, after)) this.count += 1;
      }
    }
  }
}

function wasUnclean(before: PartitionRegistration, { leader }: PartitionRegistration): boolean {
  if (leader === NO_LEADER || leader === before.leader) return false;
  return !before.isr.includes(leader) && !before.elr.includes(leader);
}
