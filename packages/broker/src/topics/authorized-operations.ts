// The bit fields of operations that a client may do, as Metadata, DescribeCluster and
// DescribeTopicPartitions tell them: a bit for each code of Kafka's AclOperation. While no
// authorizer is configured everything that makes sense is allowed.

const OPERATION_CODES = {
  READ: 3,
  WRITE: 4,
  CREATE: 5,
  DELETE: 6,
  ALTER: 7,
  DESCRIBE: 8,
  CLUSTER_ACTION: 9,
  DESCRIBE_CONFIGS: 10,
  ALTER_CONFIGS: 11,
  IDEMPOTENT_WRITE: 12,
} as const;

type Operation = keyof typeof OPERATION_CODES;

function bitsOf(...operations: readonly Operation[]): number {
  return operations.reduce((bits, operation) => bits | (1 << OPERATION_CODES[operation]), 0);
}

/** What stands in a response to a client that has not asked: Java's Integer.MIN_VALUE. */
export const OPERATIONS_NOT_ASKED = -2147483648;

export const TOPIC_OPERATIONS = bitsOf(
  'READ',
  'WRITE',
  'CREATE',
  'DESCRIBE',
  'DELETE',
  'ALTER',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
);

export const CLUSTER_OPERATIONS = bitsOf(
  'CREATE',
  'CLUSTER_ACTION',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
  'IDEMPOTENT_WRITE',
  'ALTER',
  'DESCRIBE',
);

export const GROUP_OPERATIONS = bitsOf(
  'READ',
  'DESCRIBE',
  'DELETE',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
);
