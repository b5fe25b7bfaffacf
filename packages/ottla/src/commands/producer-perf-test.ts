// `ottla producer-perf-test`: kafka-producer-perf-test.sh. Sends as fast as asked for and tells how
// fast that was; options, payloads and statistics are in the folder producer-perf-test/.

import { ClientError, Producer, type ProducerOptions } from '@ottla/client';

import { CommandFailure, exitCodes, interruptedExit, type CommandIo } from '../cli/command.ts';
import { HelpAsked } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { clientSettings } from './java-manner/client-settings.ts';
import { javaText } from './java-manner/log-line.ts';
import { OnTheWay, pause } from './java-manner/sending.ts';
import { ThroughputThrottler } from './java-manner/throughput-throttler.ts';
import {
  planOf,
  producerPerfTool,
  producerProperties,
  type ProducerPerfPlan,
} from './producer-perf-test/options.ts';
import { payloadSource, type PayloadSource } from './producer-perf-test/payloads.ts';
import { SendStats } from './producer-perf-test/send-stats.ts';

/** Records on their way at once; the producer's own memory limit usually comes first. */
const ON_THE_WAY_MAX = 100_000;
const BUFFER_BYTES = 33_554_432;
/** What a small record costs beside its bytes, about. */
const RECORD_BYTES = 64;

export async function producerPerfTest(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new HelpAsked(producerPerfTool);
  const options = parseOptions(producerPerfTool, args);
  const plan = planOf(options);
  const payloads = payloadSource(plan.payload, io);
  const settings = clientSettings<ProducerOptions>(
    io,
    'producer',
    producerProperties(options, io),
  );
  const run = new PerfRun(io, plan, openProducer(settings));
  await run.send(payloads, settings.bufferMemory ?? BUFFER_BYTES);
  return io.interrupted.aborted ? interruptedExit(io) : exitCodes.ok;
}

function openProducer(settings: ProducerOptions): Producer {
  try {
    return new Producer(settings);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    throw new CommandFailure(error.message, { cause: error });
  }
}

class PerfRun {
  readonly #io: CommandIo;
  readonly #plan: ProducerPerfPlan;
  readonly #producer: Producer;
  readonly #stats: SendStats;
  #steady: SendStats | undefined;

  constructor(io: CommandIo, plan: ProducerPerfPlan, producer: Producer) {
    this.#io = io;
    this.#plan = plan;
    this.#producer = producer;
    if (plan.warmupCount > 0) {
      io.stdout.write(
        `Warmup first ${plan.warmupCount} records. Steady state results will print after the ` +
          'complete test summary.\n',
      );
    }
    this.#stats = this.#newStats(plan.recordCount, false);
  }

  async send(payloads: PayloadSource, bufferBytes: number): Promise<void> {
    const { recordCount, warmupCount, recordsPerSecond } = this.#plan;
    const world = this.#io.world();
    const signal = this.#io.interrupted;
    const throttler = new ThroughputThrottler(recordsPerSecond, world.clock.monotonicMs());
    const recordBytes = payloads(0).length + RECORD_BYTES;
    const roomMax = Math.min(ON_THE_WAY_MAX, Math.max(1, Math.floor(bufferBytes / recordBytes)));
    const onTheWay = new OnTheWay(world, roomMax);
    for (let number = 0; number < recordCount && !signal.aborted; number++) {
      const room = onTheWay.room();
      if (room !== undefined) await room;
      if (warmupCount > 0 && number === warmupCount) {
        this.#steady = this.#newStats(recordCount - warmupCount, true);
        this.#stats.suppressPrinting();
      }
      const sentMs = world.clock.monotonicMs();
      onTheWay.sent();
      void this.#sendOne(payloads(number), sentMs).finally(() => onTheWay.answered());
      const pauseMs = throttler.pauseMs(number, sentMs);
      if (pauseMs > 0) await pause(world, pauseMs, signal);
    }
    await this.#producer.close();
    if (signal.aborted) return;
    this.#stats.printTotal(world.clock.monotonicMs());
    this.#steady?.printTotal(world.clock.monotonicMs());
  }

  async #sendOne(value: Uint8Array, sentMs: number): Promise<void> {
    // Records of the warm-up stay out of the steady state, whenever they are acknowledged.
    const steady = this.#steady;
    try {
      await this.#producer.send({ topic: this.#plan.topic, value });
      const nowMs = this.#io.world().clock.monotonicMs();
      const latencyMs = Math.floor(nowMs - sentMs);
      this.#stats.record(latencyMs, value.length, nowMs);
      steady?.record(latencyMs, value.length, nowMs);
    } catch (error) {
      this.#io.stderr.write(`${javaText(error)}\n`);
    }
  }

  #newStats(recordCount: number, isSteadyState: boolean): SendStats {
    return new SendStats({
      recordCount,
      startMs: this.#io.world().clock.monotonicMs(),
      reportingMs: this.#plan.reportingMs,
      isSteadyState,
      print: (line) => void this.#io.stdout.write(`${line}\n`),
    });
  }
}
