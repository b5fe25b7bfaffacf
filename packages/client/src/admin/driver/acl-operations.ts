// The operations that ACLs speak of, in the bit field by which brokers tell what a client may do.

/** By the protocol's number. */
export const ACL_OPERATIONS = [
  'UNKNOWN',
  'ANY',
  'ALL',
  'READ',
  'WRITE',
  'CREATE',
  'DELETE',
  'ALTER',
  'DESCRIBE',
  'CLUSTER_ACTION',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
  'IDEMPOTENT_WRITE',
  'CREATE_TOKENS',
  'DESCRIBE_TOKENS',
  'TWO_PHASE_COMMIT',
] as const;

export type AclOperation = (typeof ACL_OPERATIONS)[number];

/** What brokers send where they were not asked. */
const NOT_TOLD = -2147483648;
/** ANY and ALL are no answers. */
const FIRST_REAL = 3;

/** Null where the broker did not tell. */
export function authorizedOperationsOf(bits: number): AclOperation[] | null {
  if (bits === NOT_TOLD) return null;
  return ACL_OPERATIONS.filter((_, bit) => bit >= FIRST_REAL && ((bits >>> bit) & 1) === 1);
}
