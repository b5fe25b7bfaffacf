// The voters that a dynamic quorum begins with, as `--initial-controllers` names them:
// `id@host:port:directoryId`, separated by commas; an IPv6 host stands in brackets.

import { isUuid, type Uuid } from '@ottla/protocol';
import { FormatError } from './format-error.ts';

export interface InitialController {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly directoryId: Uuid;
}

const PORT_MAX = 65_535;
const WHOLE_NUMBER = /^[+-]?\d+$/;

function fail(problem: string): never {
  throw new FormatError(problem);
}

/** Throws FormatError with Kafka's message. */
export function parseInitialControllers(text: string): readonly InitialController[] {
  const controllers = text
    .trim()
    .split(',')
    .filter((each) => each !== '')
    .map(parseOne);
  if (controllers.length === 0) fail('No voters given.');
  const sorted = controllers.toSorted((a, b) => a.nodeId - b.nodeId);
  const repeated = sorted.find((each, index) => sorted[index - 1]?.nodeId === each.nodeId);
  if (repeated !== undefined) fail(`Node id ${repeated.nodeId} was specified more than once.`);
  return sorted;
}

function parseOne(text: string): InitialController {
  const trimmed = text.trim();
  const at = trimmed.indexOf('@');
  if (at < 0) fail('No @ found in dynamic voter string.');
  if (at === 0) fail('Invalid @ at beginning of dynamic voter string.');
  const nodeId = numberOf(trimmed.slice(0, at), 'node id');
  if (nodeId < 0) fail(`Invalid negative node id ${nodeId} in dynamic voter string.`);
  const { host, rest } = splitHost(trimmed.slice(at + 1));
  if (!rest.startsWith(':')) fail('Port section must start with a colon.');
  const end = rest.indexOf(':', 1);
  if (end < 0) fail('No colon following port could be found.');
  const port = numberOf(rest.slice(1, end), 'port');
  if (port < 0 || port > PORT_MAX) fail(`Invalid port ${port} in dynamic voter string.`);
  const directoryId = rest.slice(end + 1);
  if (!isUuid(directoryId)) fail('Failed to parse directory ID in dynamic voter string.');
  return { nodeId, host, port, directoryId };
}

function splitHost(text: string): { readonly host: string; readonly rest: string } {
  if (text === '') fail('No hostname found after node id.');
  if (text.startsWith('[')) {
    const end = text.indexOf(']');
    if (end < 0) fail('Hostname began with left bracket, but no right bracket was found.');
    return { host: text.slice(1, end), rest: text.slice(end + 1) };
  }
  const end = text.indexOf(':');
  if (end < 0) fail('No colon following hostname could be found.');
  return { host: text.slice(0, end), rest: text.slice(end) };
}

function numberOf(text: string, what: string): number {
  if (!WHOLE_NUMBER.test(text)) fail(`Failed to parse ${what} in dynamic voter string.`);
  return Number(text);
}
