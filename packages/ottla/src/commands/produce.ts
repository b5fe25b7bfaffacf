// `ottla produce`: records read by a format string and sent, in the manner of kcat and rpk. Options
// are in the folder produce/, formats in record-format/.

import {
  ClientError,
  Producer,
  type ProducerOptions,
  type ProducerRecord,
  type RecordMetadata,
} from '@ottla/client';

import { CommandFailure, exitCodes, interruptedExit, type CommandIo } from '../cli/command.ts';
import { HelpAsked } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { clientSettings } from './java-manner/client-settings.ts';
import { OnTheWay } from './java-manner/sending.ts';
import { planOf, produceTool, type ProducePlan } from './produce/options.ts';
import { Progress } from './record-format/progress.ts';
import { recordPrinter, type RecordPrinter } from './record-format/record-printer.ts';
import { RecordReader, type ReadRecord } from './record-format/record-reader.ts';
import { FormatError } from './record-format/tokens.ts';

/** Sent and not yet answered: more would only wait in memory. */
const ON_THE_WAY_MAX = 20_000;

export async function produce(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0 && io.stdin.isTerminal) throw new HelpAsked(produceTool);
  try {
    const plan = planOf(parseOptions(produceTool, args), io);
    const settings = clientSettings<ProducerOptions>(io, 'producer', plan.producer);
    const run = new ProduceRun(io, plan, new Producer(settings));
    const failedCount = await run.send();
    if (io.interrupted.aborted) return interruptedExit(io);
    return failedCount === 0 ? exitCodes.ok : exitCodes.failed;
  } catch (error) {
    if (error instanceof ClientError) throw new CommandFailure(error.message, { cause: error });
    if (error instanceof FormatError) {
      throw new CommandFailure(error.message, { cause: error, exitCode: exitCodes.usage });
    }
    throw error;
  }
}

class ProduceRun {
  readonly #io: CommandIo;
  readonly #plan: ProducePlan;
  readonly #producer: Producer;
  readonly #progress: Progress;
  readonly #onTheWay: OnTheWay;
  readonly #print: RecordPrinter | undefined;
  #takenCount = 0;
  #arrivedCount = 0;
  #failedCount = 0;

  /** Throws a FormatError. */
  constructor(io: CommandIo, plan: ProducePlan, producer: Producer) {
    this.#io = io;
    this.#plan = plan;
    this.#producer = producer;
    this.#progress = new Progress(io, !plan.isQuiet);
    this.#onTheWay = new OnTheWay(io.world(), ON_THE_WAY_MAX);
    const { outputFormat } = plan;
    this.#print = outputFormat === undefined ? undefined : recordPrinter(outputFormat, '');
  }

  /** Gives how many records could not be sent. */
  async send(): Promise<number> {
    try {
      for await (const record of this.#records()) {
        if (this.#io.interrupted.aborted || this.#takenCount >= this.#plan.countMax) break;
        this.#takenCount += 1;
        const room = this.#onTheWay.room();
        if (room !== undefined) await room;
        this.#onTheWay.sent();
        void this.#sendOne(this.#complete(record)).finally(() => this.#onTheWay.answered());
        this.#progress.show();
      }
    } finally {
      // What was read before a mistake is sent all the same.
      await this.#producer.close();
      this.#progress.end();
    }
    return this.#failedCount;
  }

  async *#records(): AsyncGenerator<ReadRecord, void, undefined> {
    const { files, readsLines, format } = this.#plan;
    if (files.length === 0) {
      yield* recordsIn(this.#io.stdin.chunks(), new RecordReader(format));
      return;
    }
    for (const file of files) {
      const bytes = this.#readFile(file);
      if (readsLines) yield* recordsIn([bytes], new RecordReader(format));
      else yield { value: bytes, headers: [] };
    }
  }

  #readFile(path: string): Uint8Array {
    const absolute = path.startsWith('/') ? path : `${this.#io.directory}/${path}`;
    const { disk } = this.#io.world();
    if (disk.stat(absolute) !== undefined) return disk.readFile(absolute);
    throw new CommandFailure(`${path}: there is no such file`);
  }

  #complete(read: ReadRecord): ProducerRecord {
    const { topic = '', partition, key, headers, emptyIsNull } = this.#plan;
    const orNull = (bytes: Uint8Array | undefined): Uint8Array | null =>
      bytes === undefined || (emptyIsNull && bytes.length === 0) ? null : bytes;
    return {
      topic: read.topic ?? topic,
      partition: read.partition ?? partition,
      key: read.key === undefined ? (key ?? null) : orNull(read.key),
      value: orNull(read.value),
      headers: [...headers, ...read.headers],
      timestamp: read.timestamp,
    };
  }

  async #sendOne(record: ProducerRecord): Promise<void> {
    try {
      const sent = await this.#producer.send(record);
      this.#arrivedCount += 1;
      const bytes = bytesOf(record.key);
      const value = bytesOf(record.value);
      this.#progress.count((bytes?.length ?? 0) + (value?.length ?? 0));
      if (this.#print !== undefined) this.#told(this.#print, record, sent);
    } catch (error) {
      this.#failedCount += 1;
      const reason = error instanceof Error ? error.message : String(error);
      this.#io.stderr.write(`a record for ${record.topic} was not sent: ${reason}\n`);
    }
  }

  #told(print: RecordPrinter, record: ProducerRecord, sent: RecordMetadata): void {
    const printed = { key: bytesOf(record.key), value: bytesOf(record.value), headers: [] };
    const context = { number: this.#arrivedCount, highWatermark: -1, logStartOffset: -1 };
    this.#io.stdout.write(print({ ...sent, ...printed }, context));
  }
}

async function* recordsIn(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  reader: RecordReader,
): AsyncGenerator<ReadRecord, void, undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const chunk of chunks) yield* reader.read(decoder.decode(chunk, { stream: true }));
  yield* reader.read(decoder.decode());
  yield* reader.end();
}

function bytesOf(bytes: ProducerRecord['key']): Uint8Array | null {
  if (bytes === null || bytes === undefined) return null;
  return typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
}
