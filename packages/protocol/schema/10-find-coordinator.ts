// Tells which broker coordinates a group, a transactional id or a share partition.
//
// v1: key types.
// v4: several keys in one request.
// v5: TRANSACTION_ABORTABLE.
// v6: share groups (KIP-932).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 10,
  name: 'FindCoordinator',
  versions: '0-6',
  flexible: '3+',
  listeners: ['broker'],
  request: `
    Key: string 0-3
    KeyType: int8 1+
    CoordinatorKeys: []string 4+
  `,
  response: `
    ThrottleTimeMs: int32 1+, ignorable
    ErrorCode: int16 0-3
    ErrorMessage: string 1-3, nullable, ignorable
    NodeId: int32 0-3, entity brokerId
    Host: string 0-3
    Port: int32 0-3
    Coordinators: []Coordinator 4+
      Key: string 4+
      NodeId: int32 4+, entity brokerId
      Host: string 4+
      Port: int32 4+
      ErrorCode: int16 4+
      ErrorMessage: string 4+, nullable, ignorable
  `,
};
