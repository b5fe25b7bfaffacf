// What each record of `producer-perf-test` carries.

import { Prng } from '@ottla/base';

import { CommandFailure, type CommandIo } from '../../cli/command.ts';
import type { Payload } from './options.ts';

const FIRST_LETTER = 65;
const LETTERS = 26;

/** The value of the record with this number. */
export type PayloadSource = (number: number) => Uint8Array;

/** The same bytes in every run, so that runs can be compared. */
export function payloadSource(payload: Payload, io: CommandIo): PayloadSource {
  const prng = new Prng(0);
  switch (payload.kind) {
    case 'monotonic':
      return (number) => Buffer.from(String(number));
    case 'random':
      return () => randomLetters(prng, payload.sizeBytes);
    case 'file': {
      const payloads = readPayloads(payload.path, payload.delimiter, io);
      return () => payloads[prng.uint32() % payloads.length] ?? new Uint8Array(0);
    }
  }
}

/** Upper-case letters, four of them for each number drawn. */
export function randomLetters(prng: Prng, sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  let drawn = 0;
  for (let at = 0; at < sizeBytes; at++) {
    if (at % 4 === 0) drawn = prng.uint32();
    bytes[at] = FIRST_LETTER + (drawn & 0xff) % LETTERS;
    drawn >>>= 8;
  }
  return bytes;
}

function readPayloads(path: string, delimiter: string, io: CommandIo): Uint8Array[] {
  const absolute = path.startsWith('/') ? path : `${io.directory}/${path}`;
  io.stdout.write(`Reading payloads from: ${absolute}\n`);
  const { disk } = io.world();
  const text =
    disk.stat(absolute) === undefined ? '' : new TextDecoder().decode(disk.readFile(absolute));
  if (text === '') {
    throw new CommandFailure(
      'java.lang.IllegalArgumentException: File does not exist or empty file provided.',
    );
  }
  const payloads = splitPayloads(text, delimiter).map((each) => Buffer.from(each));
  io.stdout.write(`Number of records read: ${payloads.length}\n`);
  return payloads;
}

/** As Java's Scanner cuts: the delimiter is a regular expression, one at either end is left out. */
export function splitPayloads(text: string, delimiter: string): string[] {
  const parts = text.split(new RegExp(delimiter));
  if (parts[0] === '') parts.shift();
  if (parts.at(-1) === '') parts.pop();
  return parts;
}
