// `ottla consumer-perf-test`: kafka-consumer-perf-test.sh. Reads as a member of a group and tells
// how fast that was; options and statistics are in the folder consumer-perf-test/.

import {
  ClientError,
  Consumer,
  TimeoutError,
  type FetchedBatch,
  type GroupConsumerOptions,
} from '@ottla/client';

import { CommandFailure, exitCodes, interruptedExit, type CommandIo } from '../cli/command.ts';
import { UsageError } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { ConsumeStats, headerLine } from './consumer-perf-test/consume-stats.ts';
import {
  checkOptions,
  consumerPerfTool,
  consumerProperties,
  planOf,
  type ConsumerPerfPlan,
} from './consumer-perf-test/options.ts';
import { clientSettings } from './java-manner/client-settings.ts';
import { javaText } from './java-manner/log-line.ts';

export async function consumerPerfTest(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(consumerPerfTool, consumerPerfTool.about);
  const options = parseOptions(consumerPerfTool, args);
  checkOptions(options, io);
  if (!options.has('hide-header')) {
    io.stdout.write(`${headerLine(options.has('show-detailed-stats'))}\n`);
  }
  try {
    await measure(options, io);
    return io.interrupted.aborted ? interruptedExit(io) : exitCodes.ok;
  } catch (error) {
    if (io.interrupted.aborted) return interruptedExit(io);
    if (error instanceof ClientError) throw new CommandFailure(javaText(error), { cause: error });
    if (error instanceof UsageError || error instanceof SyntaxError) {
      throw new CommandFailure(error.message, { cause: error });
    }
    throw error;
  }
}

async function measure(options: ParsedOptions, io: CommandIo): Promise<void> {
  const properties = consumerProperties(options, io);
  const plan = planOf(options);
  const { clock } = io.world();
  await using consumer = new Consumer(
    clientSettings<GroupConsumerOptions>(io, 'consumer', properties),
  );
  const stats = new ConsumeStats(clock.wallMs(), plan.dateFormat);
  consumer.subscribe(plan.topic ?? new RegExp(`^(?:${plan.include ?? ''})$`), {
    onPartitionsAssigned: ({ length }) => stats.assigned(length, clock.wallMs()),
    onPartitionsRevoked: ({ length }) => stats.revoked(length, clock.wallMs()),
  });
  await consume(consumer, plan, stats, io);
  if (stats.recordCount < plan.recordCount && !io.interrupted.aborted) {
    io.stdout.write(
      'WARNING: Exiting before consuming the expected number of records: timeout ' +
        `(${plan.timeoutMs} ms) exceeded. You can use the --timeout option to increase the ` +
        'timeout.\n',
    );
  }
  if (!plan.isDetailed) io.stdout.write(`${stats.totalRow(clock.wallMs())}\n`);
}

async function consume(
  consumer: Consumer,
  plan: ConsumerPerfPlan,
  stats: ConsumeStats,
  io: CommandIo,
): Promise<void> {
  const { clock } = io.world();
  const signal = io.interrupted;
  let consumedMs = clock.wallMs();
  while (stats.recordCount < plan.recordCount) {
    const leftMs = plan.timeoutMs - (clock.wallMs() - consumedMs);
    if (leftMs < 0) return;
    let batch: FetchedBatch;
    try {
      batch = await consumer.next({ signal, timeoutMs: leftMs });
    } catch (error) {
      if (error instanceof TimeoutError) return;
      throw error;
    }
    consumedMs = clock.wallMs();
    for (const { key, value } of batch) {
      stats.record((key?.length ?? 0) + (value?.length ?? 0));
      const row = stats.endRound(consumedMs, plan.reportingMs);
      if (row !== undefined && plan.isDetailed) io.stdout.write(`${row}\n`);
    }
  }
}
