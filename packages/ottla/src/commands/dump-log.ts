// `ottla dump-log`, kafka-dump-log.sh: what stands in the files of a partition. Reads files only;
// no broker is asked.

import type { Disk } from '@ottla/base';

import { CommandFailure, exitCodes, type CommandIo } from '../cli/command.ts';
import { UsageError } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { dumpDataLog } from './dump-log/dump-data-log.ts';
import {
  dumpOffsetIndex,
  dumpTimeIndex,
  dumpTransactionIndex,
  type IndexProblems,
} from './dump-log/dump-indexes.ts';
import { dumpProducers } from './dump-log/dump-producers.ts';
import { dumpLogTool, dumpSettings, type DumpSettings } from './dump-log/options.ts';
import { recordParserOf, type RecordParser } from './dump-log/record-parsers.ts';
import { ToolError } from './java-manner/tool-error.ts';

interface Dump {
  readonly disk: Disk;
  readonly settings: DumpSettings;
  readonly parser: () => RecordParser;
  readonly write: (text: string) => boolean;
  readonly drained: () => Promise<void>;
  readonly complain: (text: string) => void;
  /** What is told after all files, by headline. */
  readonly problems: IndexProblems;
}

export async function dumpLog(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(dumpLogTool, dumpLogTool.about);
  const options = parseOptions(dumpLogTool, args);
  const settings = dumpSettings(options);
  const dump: Dump = {
    disk: io.world().disk,
    settings,
    parser: () => recordParserOf(options),
    write: (text) => io.stdout.write(text),
    drained: () => io.stdout.drained(),
    complain: (text) => void io.stderr.write(`${text}\n`),
    problems: new Map(),
  };
  for (const shown of settings.files) {
    dump.write(`Dumping ${shown}\n`);
    try {
      await dumpFile(dump, shown, shown.startsWith('/') ? shown : `${io.directory}/${shown}`);
    } catch (error) {
      throw explained(error);
    }
    await io.stdout.drained();
  }
  for (const [title, lines] of dump.problems) [title, ...lines].forEach(dump.complain);
  return exitCodes.ok;
}

async function dumpFile(dump: Dump, shown: string, path: string): Promise<void> {
  const { disk, settings, write, complain } = dump;
  const suffix = /\.[^./]*$/.exec(shown)?.[0];
  const index = { disk, settings, write, shown, path };
  switch (suffix) {
    case '.log':
    case '.checkpoint': {
      const parser = dump.parser();
      const writeSlowly = async (text: string): Promise<void> => {
        if (!write(text)) await dump.drained();
      };
      const log = { disk, settings, parser, write: writeSlowly };
      const gaps = await dumpDataLog(log, shown, path);
      const lines = [...gaps].map(([offset, next]) => `  ${offset} is followed by ${next}`);
      if (lines.length > 0) dump.problems.set(`Non-consecutive offsets in ${path}`, lines);
      return;
    }
    case '.index':
      return addAll(dump.problems, dumpOffsetIndex(index));
    case '.timeindex':
      return addAll(dump.problems, dumpTimeIndex(index));
    case '.txnindex':
      return dumpTransactionIndex(index);
    case '.snapshot': {
      const problem = dumpProducers(disk, path, write);
      if (problem !== undefined) complain(problem);
      return;
    }
    default:
      complain(`Ignoring unknown file ${shown}`);
  }
}

function addAll(problems: IndexProblems, more: IndexProblems): void {
  for (const [title, lines] of more) problems.set(title, lines);
}

/** What is wrong with a file is the user's affair, not a bug: one line. */
function explained(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof CommandFailure || error instanceof TypeError) return error;
  const message = error instanceof ToolError ? `${error.name}: ${error.message}` : error.message;
  return new CommandFailure(message, { cause: error });
}
