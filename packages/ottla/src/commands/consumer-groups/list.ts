// `consumer-groups --list`.

import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { asExecution, asRuntimeOfExecution, wrapped } from '../java-manner/execution.ts';
import { listGroups, type GroupSession } from './group-session.ts';
import { listJson } from './group-json.ts';
import { listTable } from './group-tables.ts';

/** Kafka's words, in the order in which its tool names them. */
const STATES = [
  'Empty',
  'Stable',
  'CompletingRebalance',
  'PreparingRebalance',
  'Dead',
  'Reconciling',
  'Assigning',
];
const TYPES = ['Consumer', 'Classic'];

export async function list(session: GroupSession): Promise<void> {
  const { options, print } = session;
  const shown = { type: options.has('type'), state: options.has('state') };
  if (!shown.type && !shown.state && !options.has('json')) {
    const filter = { states: [], types: TYPES };
    const groups = await wrapped(listGroups(session, filter), asRuntimeOfExecution);
    for (const { groupId } of groups) print(`${groupId}\n`);
    return;
  }
  const types = wordsOf(options, 'type', TYPES);
  const states = wordsOf(options, 'state', STATES);
  const groups = await wrapped(listGroups(session, { states, types }), asExecution);
  const rows = groups.map(({ groupId, type, state }) => ({
    groupId,
    type: type ?? 'Unknown',
    state: state ?? 'Unknown',
  }));
  print(options.has('json') ? listJson(rows) : listTable(rows, shown));
}

/** The words of a comma-separated value in Kafka's spelling; none: all. */
function wordsOf(
  options: ParsedOptions,
  name: 'state' | 'type',
  valid: readonly string[],
): string[] {
  const given = options.value(name) ?? '';
  if (given === '') return [];
  return given.split(',').map((word) => {
    const found = valid.find((each) => each.toLowerCase() === word.trim().toLowerCase());
    if (found !== undefined) return found;
    const kind = name === 'state' ? 'state' : 'types';
    throw options.wrong(
      `Invalid ${kind} list '${given}'. Valid ${name}s are: ${valid.join(', ')}`,
    );
  });
}
