// `ottla console-consumer`: kafka-console-consumer.sh. Without --partition it reads all partitions,
// not as a member of a group: groups come later. Options and printing are in the folder
// console-consumer/.

import {
  ClientError,
  PartitionConsumer,
  TimeoutError,
  type ConsumerOptions,
  type FetchedBatch,
  type TopicPartition,
  Admin,
} from '@ottla/client';

import { CommandFailure, exitCodes, type CommandIo } from '../cli/command.ts';
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
import { clientSettings } from './java-manner/client-settings.ts';
import { errorLine, javaText } from './java-manner/log-line.ts';
import { chooseTopics } from './topics/topic-filter.ts';

/** What Java's shell reports for a process that Ctrl-C ended. */
const INTERRUPTED_EXIT = 130;
const LOGGER = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
const FORMATTER_LOGGER = 'org.apache.kafka.tools.consumer.DefaultMessageFormatter';
/** Output that is collected before it is written. */
const CHUNKS_MAX = 4096;

export async function consoleConsumer(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(consoleConsumerTool, consoleConsumerTool.about);
  const options = parseOptions(consoleConsumerTool, args);
  const plan = planOf(options, io);
  const printer = new Printer(io, plan, openFormatter(options, plan, io));
  const consumer = openConsumer(io, plan);
  let failure: Error | undefined;
  try {
    await consume(consumer, plan, printer, io);
  } catch (error) {
    if (!(error instanceof ClientError) && !(error instanceof DeserializationError)) throw error;
    failure = error;
  }
  await consumer.close();
  io.stderr.write(`Processed a total of ${printer.messageCount} messages\n`);
  if (failure !== undefined) {
    const text = 'Unknown error when running consumer: ';
    io.stderr.write(`${errorLine(io.world(), text, LOGGER)}${javaText(failure)}\n`);
  }
  if (plan.tellsEvents) io.stdout.write('shutdown_complete\n');
  if (failure !== undefined) return exitCodes.failed;
  return io.interrupted.aborted ? INTERRUPTED_EXIT : exitCodes.ok;
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

function openConsumer(io: CommandIo, plan: ConsoleConsumerPlan): PartitionConsumer {
  try {
    return new PartitionConsumer(clientSettings<ConsumerOptions>(io, 'consumer', plan.consumer));
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    throw new CommandFailure(error.message, { cause: error });
  }
}

async function consume(
  consumer: PartitionConsumer,
  plan: ConsoleConsumerPlan,
  printer: Printer,
  io: CommandIo,
): Promise<void> {
  const signal = io.interrupted;
  const timeoutMs = plan.timeoutMs;
  const wait = timeoutMs === undefined ? { signal } : { signal, timeoutMs };
  try {
    const partitions = await partitionsOf(consumer, plan, io);
    consumer.assign(partitions.map((where) => ({ ...where, from: plan.from })));
    while (printer.messageCount < plan.messagesMax) {
      await printer.print(consumer.poll() ?? (await consumer.next(wait)));
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

async function partitionsOf(
  consumer: PartitionConsumer,
  plan: ConsoleConsumerPlan,
  io: CommandIo,
): Promise<TopicPartition[]> {
  const { topic, partition, include } = plan;
  if (topic !== undefined && partition !== undefined) return [{ topic, partition }];
  const names = topic === undefined ? await matchingTopics(include ?? '', plan, io) : [topic];
  const partitions: TopicPartition[] = [];
  for (const name of names) {
    // A topic that does not exist yet is waited for, as a subscription does.
    const known = await consumer.awaitTopic(name, { signal: io.interrupted });
    for (const each of known.partitions) {
      partitions.push({ topic: name, partition: each.partition });
    }
  }
  return partitions;
}

async function matchingTopics(
  include: string,
  plan: ConsoleConsumerPlan,
  io: CommandIo,
): Promise<string[]> {
  await using admin = new Admin(clientSettings(io, 'consumer', plan.consumer));
  const all = await admin.listTopics();
  return chooseTopics(all.map(({ name }) => name), include, true);
}

/** Prints records and counts them. */
class Printer {
  messageCount = 0;
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
        const before = chunks.length;
        try {
          this.#format(record, chunks);
        } catch (error) {
          chunks.length = before;
          if (!this.#plan.skipsErrors) throw error;
          this.#skipped(error);
        }
        if (chunks.length < CHUNKS_MAX) continue;
        await this.#write(chunks);
        chunks = [];
      }
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
