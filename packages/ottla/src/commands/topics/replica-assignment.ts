// `--replica-assignment`: partitions by commas, the brokers of each by colons. Pure.

import { ToolError } from '../java-manner/tool-error.ts';

const PACKAGE = 'org.apache.kafka.tools';

/** Throws a ToolError in Kafka's words. */
export function parseReplicaAssignment(text: string): number[][] {
  const assignment = text.split(',').map((partition) => partition.split(':').map(parseBroker));
  const [first = []] = assignment;
  assignment.forEach((brokers, partition) => {
    const duplicates = brokers.filter((id, index) => brokers.indexOf(id) !== index);
    if (duplicates.length > 0) {
      const list = [...new Set(duplicates)].join(',');
      throw new ToolError(
        `Partition replica lists may not contain duplicate entries: ${list}`,
        `${PACKAGE}.AdminCommandFailedException`,
      );
    }
    if (brokers.length !== first.length) {
      const list = `[${brokers.join(', ')}]`;
      throw new ToolError(
        `Partition ${partition} has different replication factor: ${list}`,
        `${PACKAGE}.AdminOperationException`,
      );
    }
  });
  return assignment;
}

function parseBroker(text: string): number {
  const trimmed = text.trim();
  if (/^[+-]?\d+$/.test(trimmed)) return Number(trimmed);
  throw new ToolError(`For input string: "${trimmed}"`, 'java.lang.NumberFormatException');
}
