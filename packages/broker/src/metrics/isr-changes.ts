// How often in-sync replicas became fewer or more, of partitions that this broker led before and
// after: Kafka's IsrShrinks and IsrExpands. Seen where the change takes effect.

export class IsrChanges {
  shrinks = 0;
  expands = 0;

  count(before: readonly number[], after: readonly number[]): void {
    if (before.some((id) => !after.includes(id))) this.shrinks += 1;
    if (after.some((id) => !before.includes(id))) this.expands += 1;
  }
}
