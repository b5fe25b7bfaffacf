// `ottla verifiable-producer`: kafka-verifiable-producer.sh, which system tests drive. Sends
// growing numbers and tells of each in a line of JSON.

import { ClientError, Producer, type ProducerOptions, type RecordMetadata } from '@ottla/client';

import {
  CommandFailure,
  exitCodes,
  interruptedExit,
  type CommandIo,
} from '../cli/command.ts';
import { HelpAsked } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { doubleText } from './console-consumer/java-text.ts';
import { clientSettings } from './java-manner/client-settings.ts';
import { javaErrorOf } from './java-manner/log-line.ts';
import { OnTheWay, pause } from './java-manner/sending.ts';
import { ThroughputThrottler } from './java-manner/throughput-throttler.ts';
import {
  planOf,
  producerProperties,
  verifiableProducerTool,
  type VerifiableProducerPlan,
} from './verifiable-producer/options.ts';

/** Sent and not yet told of: more would only wait in memory. */
const ON_THE_WAY_MAX = 20_000;

export async function verifiableProducer(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new HelpAsked(verifiableProducerTool);
  const options = parseOptions(verifiableProducerTool, args);
  const plan = planOf(options);
  const properties = producerProperties(options, io);
  const run = new Run(io, plan, openProducer(io, properties));
  await run.send();
  await run.shutDown();
  return io.interrupted.aborted ? interruptedExit(io) : exitCodes.ok;
}

function openProducer(io: CommandIo, properties: ReadonlyMap<string, string>): Producer {
  try {
    return new Producer(clientSettings<ProducerOptions>(io, 'producer', properties));
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    throw new CommandFailure(error.message, { cause: error });
  }
}

class Run {
  readonly #io: CommandIo;
  readonly #plan: VerifiableProducerPlan;
  readonly #producer: Producer;
  readonly #startMs: number;
  #sentCount = 0;
  #ackedCount = 0;
  #createTime: number | undefined;

  constructor(io: CommandIo, plan: VerifiableProducerPlan, producer: Producer) {
    this.#io = io;
    this.#plan = plan;
    this.#producer = producer;
    this.#startMs = io.world().clock.wallMs();
    this.#createTime = plan.createTime;
  }

  async send(): Promise<void> {
    const world = this.#io.world();
    const signal = this.#io.interrupted;
    const { messagesMax, perSecond } = this.#plan;
    this.#tell('startup_complete');
    const throttler = new ThroughputThrottler(perSecond, world.clock.monotonicMs());
    const onTheWay = new OnTheWay(world, ON_THE_WAY_MAX);
    for (let number = 0; number < messagesMax && !signal.aborted; number++) {
      const room = onTheWay.room();
      if (room !== undefined) await room;
      const nowMs = world.clock.monotonicMs();
      onTheWay.sent();
      void this.#sendOne(number).finally(() => onTheWay.answered());
      const pauseMs = throttler.pauseMs(number, nowMs);
      if (pauseMs > 0) await pause(world, pauseMs, signal);
    }
  }

  async shutDown(): Promise<void> {
    await this.#producer.close();
    this.#tell('shutdown_complete');
    const seconds = (this.#io.world().clock.wallMs() - this.#startMs) / 1_000;
    const average = doubleText(this.#ackedCount === 0 ? 0 : this.#ackedCount / seconds);
    this.#tell(
      'tool_data',
      `"sent":${this.#sentCount},"acked":${this.#ackedCount},` +
        `"target_throughput":${this.#plan.perSecond},"avg_throughput":${average}`,
    );
  }

  async #sendOne(number: number): Promise<void> {
    const { topic, valuePrefix, keyCount } = this.#plan;
    const key = keyCount === undefined ? null : String(number % keyCount);
    const value = valuePrefix === undefined ? String(number) : `${valuePrefix}.${number}`;
    const timestamp = this.#nextCreateTime();
    this.#sentCount += 1;
    try {
      this.#succeeded(key, value, await this.#producer.send({ topic, key, value, timestamp }));
    } catch (error) {
      const { className, message } = javaErrorOf(error, topic);
      this.#tell(
        'producer_send_error',
        `"topic":${JSON.stringify(topic)},"key":${JSON.stringify(key)},` +
          `"value":${JSON.stringify(value)},` +
          `"exception":${JSON.stringify(`class ${className}`)},` +
          `"message":${JSON.stringify(message)}`,
      );
    }
  }

  #succeeded(key: string | null, value: string, sent: RecordMetadata): void {
    const { offset, topic, partition } = sent;
    this.#ackedCount += 1;
    this.#tell(
      'producer_send_success',
      `"key":${JSON.stringify(key)},"value":${JSON.stringify(value)},"offset":${offset},` +
        `"topic":${JSON.stringify(topic)},"partition":${partition}`,
    );
  }

  /** As Java: each record's time lies ahead of the last one's by all the time that has passed. */
  #nextCreateTime(): number | undefined {
    const now = this.#createTime;
    if (now !== undefined) this.#createTime = now + this.#io.world().clock.wallMs() - this.#startMs;
    return now;
  }

  #tell(name: string, fields?: string): void {
    const rest = fields === undefined ? '' : `,${fields}`;
    const timestamp = this.#io.world().clock.wallMs();
    this.#io.stdout.write(`{"timestamp":${timestamp},"name":"${name}"${rest}}\n`);
  }
}
