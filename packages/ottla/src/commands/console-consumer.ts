// `ottla console-consumer`: kafka-console-consumer.sh. Without --partition it is a member of a
// group. Options, sources of records and printing are in the folder console-consumer/.

import { ClientError, TimeoutError, type FetchedBatch } from '@ottla/client';

import { CommandFailure, exitCodes, interruptedExit, type CommandIo } from '../cli/command.ts';
import { UsageError } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { DeserializationError } from './console-consumer/deserializers.ts';
import { formatterOf, type Formatter } from './console-consumer/formatter.ts';
import {
  consoleConsumerTool,
  planOf,
  type ConsoleConsumerPlan,
} from './console-consumer/options.ts';
import { openSource, type RecordSource } from './console-consumer/record-source.ts';
import { errorLine, javaText } from './java-manner/log-line.ts';

const LOGGER = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
const FORMATTER_LOGGER = 'org.apache.kafka.tools.consumer.DefaultMessageFormatter';
/** Output that is collected before it is written. */
const CHUNKS_MAX = 4096;

export async function consoleConsumer(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(consoleConsumerTool, consoleConsumerTool.about);
  const options = parseOptions(consoleConsumerTool, args);
  const plan = planOf(options, io);
  const printer = new Printer(io, plan, openFormatter(options, plan, io));
  const source = openOrFail(io, plan);
  let failure: Error | undefined;
  try {
    await consume(source, plan, printer, io);
  } catch (error) {
    if (!(error instanceof ClientError) && !(error instanceof DeserializationError)) throw error;
    failure = error;
  }
  await source.close();
  io.stderr.write(`Processed a total of ${printer.messageCount} messages\n`);
  if (failure !== undefined) {
    const text = 'Unknown error when running consumer: ';
    io.stderr.write(`${errorLine(io.world(), text, LOGGER)}${javaText(failure)}\n`);
  }
  if (plan.tellsEvents) io.stdout.write('shutdown_complete\n');
  if (failure !== undefined) return exitCodes.failed;
  return io.interrupted.aborted ? interruptedExit(io) : exitCodes.ok;
}

function openFormatter(
  options: ParsedOptions,
  plan: ConsoleConsumerPlan,
  io: CommandIo,
): Formatter {
  const formatter = formatterOf(plan.formatter, plan.formatterProperties, (deserializer) => {
    const text = `Unable to instantiate a deserializer from ${deserializer}`;
    const reason = `java.lang.ClassNotFoundException: ${deserializer}\n`;
    io.stderr.write(errorLine(io.world(), text, FORMATTER_LOGGER) + reason);
  });
  if (formatter === undefined) throw options.wrong(plan.formatter);
  return formatter;
}

function openOrFail(io: CommandIo, plan: ConsoleConsumerPlan): RecordSource {
  try {
    return openSource(io, plan);
  } catch (error) {
    if (error instanceof SyntaxError) throw new CommandFailure(error.message, { cause: error });
    if (!(error instanceof ClientError)) throw error;
    throw new CommandFailure(error.message, { cause: error });
  }
}

async function consume(
  source: RecordSource,
  plan: ConsoleConsumerPlan,
  printer: Printer,
  io: CommandIo,
): Promise<void> {
  const signal = io.interrupted;
  const timeoutMs = plan.timeoutMs;
  const wait = timeoutMs === undefined ? { signal } : { signal, timeoutMs };
  try {
    while (printer.messageCount < plan.messagesMax) {
      const batch = await source.next(wait);
      try {
        await printer.print(batch);
      } finally {
        if (printer.isDone) source.stopAt(batch, printer.nextOffset);
      }
    }
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof DeserializationError) throw error;
    // As Java: what goes wrong while reading ends the tool, and is no failure of it.
    const text = 'Error processing message, terminating consumer process: ';
    const reason =
      error instanceof TimeoutError
        ? 'org.apache.kafka.common.errors.TimeoutException'
        : javaText(error);
    io.stderr.write(`${errorLine(io.world(), text, LOGGER)}${reason}\n`);
  }
}

/** Prints records and counts them. */
class Printer {
  messageCount = 0;
  /** After the last record that was printed. */
  nextOffset = 0;
  /** Nothing more is to be printed: enough, or a record that cannot be. */
  isDone = false;
  readonly #io: CommandIo;
  readonly #plan: ConsoleConsumerPlan;
  readonly #format: Formatter;

  constructor(io: CommandIo, plan: ConsoleConsumerPlan, format: Formatter) {
    this.#io = io;
    this.#plan = plan;
    this.#format = format;
  }

  async print(batch: FetchedBatch): Promise<void> {
    let chunks: Uint8Array[] = [];
    try {
      for (const record of batch) {
        if (this.messageCount >= this.#plan.messagesMax) break;
        this.messageCount += 1;
        this.nextOffset = record.offset + 1;
        const before = chunks.length;
        try {
          this.#format(record, chunks);
        } catch (error) {
          chunks.length = before;
          this.isDone = !this.#plan.skipsErrors;
          if (this.isDone) throw error;
          this.#skipped(error);
        }
        if (chunks.length < CHUNKS_MAX) continue;
        await this.#write(chunks);
        chunks = [];
      }
      this.isDone = this.messageCount >= this.#plan.messagesMax;
    } finally {
      await this.#write(chunks);
    }
  }

  async #write(chunks: readonly Uint8Array[]): Promise<void> {
    if (chunks.length === 0) return;
    if (!this.#io.stdout.write(Buffer.concat(chunks))) await this.#io.stdout.drained();
  }

  #skipped(error: unknown): void {
    const text = 'Error processing message, skipping this message: ';
    this.#io.stderr.write(`${errorLine(this.#io.world(), text, LOGGER)}${javaText(error)}\n`);
  }
}
