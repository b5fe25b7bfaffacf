// `ottla consume`: records printed by a format string, in the manner of kcat and rpk. Options and
// starting points are in the folder consume/, formats in record-format/.

import {
  Admin,
  ClientError,
  Consumer,
  PartitionConsumer,
  valueOf,
  type ClientOptions,
  type ConsumerOptions,
  type FetchedBatch,
  type GroupConsumerOptions,
  type StartPosition,
  type TopicPartition,
} from '@ottla/client';

import { CommandFailure, exitCodes, interruptedExit, type CommandIo } from '../cli/command.ts';
import { HelpAsked } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { consumeTool, planOf, type ConsumePlan } from './consume/options.ts';
import { RecordPrinting } from './consume/record-printing.ts';
import { clientSettings } from './java-manner/client-settings.ts';
import { FormatError } from './record-format/tokens.ts';

export async function consume(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new HelpAsked(consumeTool);
  try {
    const plan = planOf(parseOptions(consumeTool, args), io);
    const printing = new RecordPrinting(io, plan);
    if (plan.isGroup) await readAsMember(plan, printing, io);
    else await readPartitions(plan, printing, io);
    return io.interrupted.aborted ? interruptedExit(io) : exitCodes.ok;
  } catch (error) {
    if (io.interrupted.aborted) return interruptedExit(io);
    if (error instanceof ClientError || error instanceof SyntaxError) {
      throw new CommandFailure(error.message, { cause: error });
    }
    if (error instanceof FormatError) {
      throw new CommandFailure(error.message, { cause: error, exitCode: exitCodes.usage });
    }
    throw error;
  }
}

async function readAsMember(
  plan: ConsumePlan,
  printing: RecordPrinting,
  io: CommandIo,
): Promise<void> {
  await using consumer = new Consumer(
    clientSettings<GroupConsumerOptions>(io, 'consumer', plan.consumer),
  );
  consumer.subscribe(plan.isPattern ? patternOf(plan.topics) : plan.topics);
  while (!printing.isDone && !io.interrupted.aborted) {
    const batch = await consumer.next({ signal: io.interrupted });
    const nextOffset = await printing.print(batch);
    if (printing.isDone) consumer.seek(batch, { offset: nextOffset });
  }
  printing.end();
}

async function readPartitions(
  plan: ConsumePlan,
  printing: RecordPrinting,
  io: CommandIo,
): Promise<void> {
  const settings = clientSettings<ConsumerOptions>(io, 'consumer', plan.consumer);
  await using consumer = new PartitionConsumer(settings);
  const partitions = await choosePartitions(consumer, plan, io);
  const starts = await startsOf(plan, partitions, io);
  consumer.assign(partitions.map((each, index) => ({ ...each, from: starts[index] })));
  const ends = plan.endsAtEnd ? await endsOf(plan, partitions, starts, io) : undefined;
  while (!printing.isDone && ends?.size !== 0) {
    const batch = consumer.poll() ?? (await consumer.next({ signal: io.interrupted }));
    const name = `${batch.topic}-${batch.partition}`;
    await printing.print(batch, ends?.get(name));
    tellEnd(batch, plan, ends?.size === 1, io);
    if (batch.nextOffset >= (ends?.get(name) ?? Infinity)) ends?.delete(name);
  }
  printing.end();
}

/** As kcat does, for those who watch. */
function tellEnd(batch: FetchedBatch, plan: ConsumePlan, isLast: boolean, io: CommandIo): void {
  const { topic, partition, nextOffset, highWatermark } = batch;
  if (plan.isQuiet || !io.stderr.isTerminal || nextOffset < highWatermark) return;
  const ending = plan.endsAtEnd && isLast ? ': exiting' : '';
  const place = `${topic} [${partition}] at offset ${nextOffset}`;
  io.stderr.write(`% Reached end of topic ${place}${ending}\n`);
}

async function choosePartitions(
  consumer: PartitionConsumer,
  plan: ConsumePlan,
  io: CommandIo,
): Promise<TopicPartition[]> {
  const chosen: TopicPartition[] = [];
  for (const topic of await topicNames(plan, io)) {
    const known = await consumer.partitionsFor(topic, { signal: io.interrupted });
    for (const { partition } of known.partitions) {
      if (plan.partitions?.has(partition) ?? true) chosen.push({ topic, partition });
    }
  }
  if (chosen.length > 0) return chosen;
  const what = plan.topics.join(', ');
  throw new CommandFailure(
    plan.partitions === undefined
      ? `no topic matches ${what}`
      : `${what} has none of the partitions ${[...plan.partitions].join(', ')}`,
  );
}

async function topicNames(plan: ConsumePlan, io: CommandIo): Promise<readonly string[]> {
  await using admin = adminOf(plan, io);
  const names = (await admin.listTopics({ listInternal: true })).map(({ name }) => name);
  if (plan.isPattern) {
    const pattern = patternOf(plan.topics);
    return names.filter((name) => pattern.test(name));
  }
  const missing = plan.topics.find((topic) => !names.includes(topic));
  if (missing === undefined) return plan.topics;
  throw new CommandFailure(`there is no topic ${missing}`);
}

function patternOf(patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|')})$`);
}

/** A position for each partition, in their order. */
async function startsOf(
  plan: ConsumePlan,
  partitions: readonly TopicPartition[],
  io: CommandIo,
): Promise<StartPosition[]> {
  const { start } = plan;
  if (typeof start === 'string' || !('last' in start)) return partitions.map(() => start);
  const [first, end] = [
    await offsetsOf(plan, partitions, 'earliest', io),
    await offsetsOf(plan, partitions, 'latest', io),
  ];
  return partitions.map((_, index) => {
    const offset = Math.max((end[index] ?? 0) - start.last, first[index] ?? 0);
    return { offset };
  });
}

/** Where to stop, of the partitions in which there is something to read. */
async function endsOf(
  plan: ConsumePlan,
  partitions: readonly TopicPartition[],
  starts: readonly StartPosition[],
  io: CommandIo,
): Promise<Map<string, number>> {
  const firsts = await offsetsOf(plan, partitions, 'earliest', io);
  const ends = await offsetsOf(plan, partitions, 'latest', io);
  const named = new Map<string, number>();
  for (const [index, { topic, partition }] of partitions.entries()) {
    const start = starts[index];
    const end = ends[index] ?? 0;
    const from = await firstOffset(plan, partitions[index], start, io);
    if (start !== 'latest' && Math.max(from, firsts[index] ?? 0) < end) {
      named.set(`${topic}-${partition}`, end);
    }
  }
  return named;
}

async function firstOffset(
  plan: ConsumePlan,
  where: TopicPartition | undefined,
  start: StartPosition | undefined,
  io: CommandIo,
): Promise<number> {
  if (typeof start === 'string' || start === undefined || where === undefined) return 0;
  if ('offset' in start) return start.offset;
  const [found = -1] = await offsetsOf(plan, [where], start, io);
  return found < 0 ? Infinity : found;
}

async function offsetsOf(
  plan: ConsumePlan,
  partitions: readonly TopicPartition[],
  at: 'earliest' | 'latest' | { readonly timestamp: number },
  io: CommandIo,
): Promise<number[]> {
  await using admin = adminOf(plan, io);
  const results = await admin.listOffsets(partitions.map((each) => ({ ...each, at })));
  return results.map(({ found }) => valueOf(found).offset);
}

function adminOf(plan: ConsumePlan, io: CommandIo): Admin {
  // What only a consumer has was told of already.
  const properties = new Map(
    [...plan.consumer].filter(([name]) => !CONSUMER_ONLY.test(name)),
  );
  return new Admin(clientSettings<ClientOptions>(io, 'admin', properties));
}

const CONSUMER_ONLY = /^(allow|auto|fetch|isolation|max|check|enable|group|session|heartbeat)\./;
