// What the actions of `consumer-groups` share: the admin client, the options, where text goes, and
// the calls that more than one of them makes.

import {
  valueOf,
  type Admin,
  type AdminOptions,
  type CommittedPartition,
  type ConsumerGroupDescription,
} from '@ottla/client';

import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { asExecution, asRuntimeOfExecution, wrapped } from '../java-manner/execution.ts';
import { hashOrder, textHash } from '../java-manner/hash-order.ts';

const CONSUMER_PROTOCOLS = ['', 'consumer'];

export interface GroupSession {
  readonly admin: Admin;
  readonly options: ParsedOptions;
  /** For every call. */
  readonly call: AdminOptions;
  readonly print: (text: string) => void;
  /** To standard error. */
  readonly note: (text: string) => void;
  readonly nowMs: () => number;
  /** Throws a ToolError where the file cannot be read. */
  readonly readText: (path: string) => string;
}

export interface ListFilter {
  readonly states: readonly string[];
  readonly types: readonly string[];
}

/** In the order in which Java's tool gets them. */
export async function listGroups(
  { admin, call }: GroupSession,
  filter: ListFilter,
): Promise<{ groupId: string; type: string | null; state: string | null }[]> {
  const { states, types } = filter;
  const { groups, errors } = await admin.listGroups({
    ...call,
    states,
    types,
    protocolTypes: CONSUMER_PROTOCOLS,
  });
  const [error] = errors;
  if (error !== undefined) throw error;
  return hashOrder(groups, ({ groupId }) => textHash(groupId));
}

/** The groups of `--group` or, with `--all-groups`, every one. */
export async function chosenGroups(session: GroupSession): Promise<readonly string[]> {
  const { options } = session;
  if (!options.has('all-groups')) return [...new Set(options.values('group'))];
  const filter = { states: [], types: ['Classic', 'Consumer'] };
  const listed = await wrapped(listGroups(session, filter), asRuntimeOfExecution);
  return listed.map(({ groupId }) => groupId);
}

/** In the order of their names; one that fails fails all, as in Java. */
export async function describedGroups(
  { admin, call }: GroupSession,
  groupIds: readonly string[],
): Promise<[string, ConsumerGroupDescription][]> {
  const outcomes = await wrapped(admin.describeConsumerGroups(groupIds, call), asExecution);
  const described: [string, ConsumerGroupDescription][] = [];
  for (const [groupId, outcome] of hashOrder([...outcomes], ([id]) => textHash(id))) {
    if (outcome instanceof Error) throw asExecution(outcome);
    described.push([groupId, outcome]);
  }
  return described.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** What the group has committed; partitions without are left out. */
export async function committedOffsets(
  { admin, call }: GroupSession,
  groupId: string,
): Promise<(CommittedPartition & { committed: { offset: number } })[]> {
  try {
    const answered = await admin.listConsumerGroupOffsets([{ groupId }], call);
    const outcome = answered.get(groupId);
    const partitions = outcome === undefined ? [] : valueOf(outcome);
    return partitions.flatMap((each) => {
      const { committed } = each;
      return committed === null ? [] : [{ ...each, committed }];
    });
  } catch (error) {
    throw asRuntimeOfExecution(error);
  }
}
