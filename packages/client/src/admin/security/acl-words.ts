// Kafka's words for what ACLs are made of, and their numbers in the protocol.

import { ACL_OPERATIONS, type AclOperation } from '../driver/acl-operations.ts';

/** By the protocol's number. */
const RESOURCE_TYPES = [
  'UNKNOWN',
  'ANY',
  'TOPIC',
  'GROUP',
  'CLUSTER',
  'TRANSACTIONAL_ID',
  'DELEGATION_TOKEN',
  'USER',
] as const;

/** By the protocol's number; MATCH is of filters: all patterns that match a name. */
const PATTERN_TYPES = ['UNKNOWN', 'ANY', 'MATCH', 'LITERAL', 'PREFIXED'] as const;
const PERMISSIONS = ['UNKNOWN', 'ANY', 'DENY', 'ALLOW'] as const;

export type AclResourceType = (typeof RESOURCE_TYPES)[number];
export type AclPatternType = (typeof PATTERN_TYPES)[number];
export type AclPermission = (typeof PERMISSIONS)[number];

/** One rule. */
export interface AclBinding {
  readonly resourceType: AclResourceType;
  readonly resourceName: string;
  readonly patternType: AclPatternType;
  /** For example `User:alice`. */
  readonly principal: string;
  /** An address, or `*`. */
  readonly host: string;
  readonly operation: AclOperation;
  readonly permission: AclPermission;
}

/** Which rules: what is left out matches anything. */
export type AclFilter = { readonly [Key in keyof AclBinding]?: AclBinding[Key] | undefined };

/** Numbers as responses have them. */
export interface ToldAcl {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly patternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
}

export function aclOf(told: ToldAcl): AclBinding {
  return {
    resourceType: RESOURCE_TYPES[told.resourceType] ?? 'UNKNOWN',
    resourceName: told.resourceName,
    patternType: PATTERN_TYPES[told.patternType] ?? 'UNKNOWN',
    principal: told.principal,
    host: told.host,
    operation: ACL_OPERATIONS[told.operation] ?? 'UNKNOWN',
    permission: PERMISSIONS[told.permissionType] ?? 'UNKNOWN',
  };
}

/** As requests to create have it. */
export function aclDraft(acl: AclBinding): Omit<ToldAcl, 'patternType'> & {
  readonly resourcePatternType: number;
} {
  return {
    resourceType: RESOURCE_TYPES.indexOf(acl.resourceType),
    resourceName: acl.resourceName,
    resourcePatternType: PATTERN_TYPES.indexOf(acl.patternType),
    principal: acl.principal,
    host: acl.host,
    operation: ACL_OPERATIONS.indexOf(acl.operation),
    permissionType: PERMISSIONS.indexOf(acl.permission),
  };
}

/** As requests to describe and to delete have it. */
export function aclFilterDraft(filter: AclFilter): {
  readonly resourceTypeFilter: number;
  readonly resourceNameFilter: string | null;
  readonly patternTypeFilter: number;
  readonly principalFilter: string | null;
  readonly hostFilter: string | null;
  readonly operation: number;
  readonly permissionType: number;
} {
  return {
    resourceTypeFilter: RESOURCE_TYPES.indexOf(filter.resourceType ?? 'ANY'),
    resourceNameFilter: filter.resourceName ?? null,
    patternTypeFilter: PATTERN_TYPES.indexOf(filter.patternType ?? 'ANY'),
    principalFilter: filter.principal ?? null,
    hostFilter: filter.host ?? null,
    operation: ACL_OPERATIONS.indexOf(filter.operation ?? 'ANY'),
    permissionType: PERMISSIONS.indexOf(filter.permission ?? 'ANY'),
  };
}

/** In messages: `ACL ALLOW READ of User:a on TOPIC t`. */
export function aclName(acl: AclFilter): string {
  const { permission = 'ANY', operation = 'ANY', principal = 'anyone' } = acl;
  const { resourceType = 'ANY', resourceName = '' } = acl;
  return `ACL ${permission} ${operation} of ${principal} on ${resourceType} ${resourceName}`.trim();
}
