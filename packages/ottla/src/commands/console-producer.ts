// `ottla console-producer`: kafka-console-producer.sh. Lines of standard input become records; how,
// is in the folder console-producer/.

import { ClientError, Producer, type ProducerOptions, type ProducerRecord } from '@ottla/client';

import { CommandFailure, exitCodes, type CommandIo } from '../cli/command.ts';
import { UsageError } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import {
  LineError,
  lineReaderSettings,
  recordOfLine,
  type LineReaderSettings,
} from './console-producer/line-reader.ts';
import { linesOf } from './console-producer/lines.ts';
import { consoleProducerTool, planOf } from './console-producer/options.ts';
import { clientSettings } from './java-manner/client-settings.ts';
import { errorLine, javaText } from './java-manner/log-line.ts';

/** What Java's shell reports for a process that Ctrl-C ended. */
const INTERRUPTED_EXIT = 130;
/** Lines that may be on their way before reading waits for the older half of them. */
const UNANSWERED_MAX = 20_000;
const LOGGER = 'org.apache.kafka.clients.producer.internals.ErrorLoggingCallback';

export async function consoleProducer(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(consoleProducerTool, consoleProducerTool.about);
  const options = parseOptions(consoleProducerTool, args);
  const plan = planOf(options, io);
  const producer = openProducer(io, plan.producer);
  try {
    const reader = lineReaderSettings(plan.reader);
    await Promise.race([sendLines(producer, plan, reader, io), interruption(io.interrupted)]);
    await producer.close();
    return io.interrupted.aborted ? INTERRUPTED_EXIT : exitCodes.ok;
  } catch (error) {
    await producer.close();
    if (error instanceof LineError || error instanceof ClientError) {
      throw new CommandFailure(javaText(error), { cause: error });
    }
    throw error;
  }
}

function openProducer(io: CommandIo, properties: ReadonlyMap<string, string>): Producer {
  try {
    return new Producer(clientSettings<ProducerOptions>(io, 'producer', properties));
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    throw new CommandFailure(error.message, { cause: error });
  }
}

async function sendLines(
  producer: Producer,
  { topic, isSync }: { readonly topic: string; readonly isSync: boolean },
  reader: LineReaderSettings,
  io: CommandIo,
): Promise<void> {
  const prompts = io.stdin.isTerminal && io.stdout.isTerminal;
  const unanswered: Promise<unknown>[] = [];
  let number = 0;
  const lines = linesOf(io.stdin.chunks(), () => {
    if (prompts) io.stdout.write('>');
  });
  for await (const line of lines) {
    if (io.interrupted.aborted) return;
    number += 1;
    const record = recordOfLine(topic, line, number, reader);
    const sending = producer.send(record);
    if (isSync) await sending;
    else {
      unanswered.push(sending.catch((error) => reportFailure(io, record, error)));
      // The older half only: waiting for the youngest would cost the linger of their batch.
      if (unanswered.length >= UNANSWERED_MAX) {
        await Promise.all(unanswered.splice(0, UNANSWERED_MAX / 2));
      }
    }
  }
  await producer.flush();
  await Promise.all(unanswered);
}

function reportFailure(io: CommandIo, { topic, key, value }: ProducerRecord, error: unknown): void {
  const text =
    `Error when sending message to topic ${topic} with key: ${sizeOf(key)}, ` +
    `value: ${sizeOf(value)} with error:`;
  io.stderr.write(`${errorLine(io.world(), text, LOGGER)}${javaText(error)}\n`);
}

function sizeOf(bytes: ProducerRecord['key']): string {
  if (bytes === null || bytes === undefined) return 'null';
  return `${Buffer.byteLength(bytes)} bytes`;
}

function interruption(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
