// `--replica-assignment`: partitions by commas, the brokers of each by colons. Pure.

/** Throws an Error in Kafka's words. */
export function parseReplicaAssignment(text: string): number[][] {
  const assignment = text.split(',').map((partition) => partition.split(':').map(parseBroker));
  const [first = []] = assignment;
  assignment.forEach((brokers, partition) => {
    const duplicates = brokers.filter((id, index) => brokers.indexOf(id) !== index);
    if (duplicates.length > 0) {
      const list = [...new Set(duplicates)].join(',');
      throw new Error(`Partition replica lists may not contain duplicate entries: ${list}`);
    }
    if (brokers.length !== first.length) {
      const list = `[${brokers.join(', ')}]`;
      throw new Error(`Partition ${partition} has different replication factor: ${list}`);
    }
  });
  return assignment;
}

function parseBroker(text: string): number {
  const trimmed = text.trim();
  if (/^[+-]?\d+$/.test(trimmed)) return Number(trimmed);
  throw new Error(`For input string: "${trimmed}"`);
}
