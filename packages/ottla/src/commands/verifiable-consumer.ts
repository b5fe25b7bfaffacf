// `ottla verifiable-consumer`: kafka-verifiable-consumer.sh, which system tests drive. A member of
// a group that tells of all that happens in lines of JSON.

import {
  ClientError,
  Consumer,
  TimeoutError,
  type ConsumedRecord,
  type GroupConsumerOptions,
} from '@ottla/client';

import { CommandFailure, exitCodes, interruptedExit, type CommandIo } from '../cli/command.ts';
import { HelpAsked } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { clientSettings } from './java-manner/client-settings.ts';
import { errorLine, javaText } from './java-manner/log-line.ts';
import { eventLine, type ConsumerEvent } from './verifiable-consumer/consumer-events.ts';
import {
  consumerProperties,
  planOf,
  verifiableConsumerTool,
  type VerifiableConsumerPlan,
} from './verifiable-consumer/options.ts';
import { POLL_RECORDS_MAX, pollsOf, recordSetsOf } from './verifiable-consumer/record-sets.ts';

const LOGGER = 'org.apache.kafka.tools.VerifiableConsumer';

export async function verifiableConsumer(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new HelpAsked(verifiableConsumerTool);
  const options = parseOptions(verifiableConsumerTool, args);
  const plan = planOf(options);
  const run = new Run(io, plan, openConsumer(io, consumerProperties(options, io)));
  await run.consume();
  await run.shutDown();
  return io.interrupted.aborted ? interruptedExit(io) : exitCodes.ok;
}

function openConsumer(io: CommandIo, properties: ReadonlyMap<string, string>): Consumer {
  try {
    return new Consumer(clientSettings<GroupConsumerOptions>(io, 'consumer', properties));
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    throw new CommandFailure(error.message, { cause: error });
  }
}

class Run {
  readonly #io: CommandIo;
  readonly #plan: VerifiableConsumerPlan;
  readonly #consumer: Consumer;
  #count = 0;

  constructor(io: CommandIo, plan: VerifiableConsumerPlan, consumer: Consumer) {
    this.#io = io;
    this.#plan = plan;
    this.#consumer = consumer;
  }

  async consume(): Promise<void> {
    const { topic, messagesMax } = this.#plan;
    this.#tell({ name: 'startup_complete' });
    this.#consumer.subscribe(topic, {
      onPartitionsAssigned: (partitions) => this.#tell({ name: 'partitions_assigned', partitions }),
      onPartitionsRevoked: (partitions) => this.#tell({ name: 'partitions_revoked', partitions }),
    });
    try {
      while (this.#count < messagesMax) {
        for (const poll of pollsOf(await this.#whatIsThere())) {
          if (this.#count < messagesMax) await this.#received(poll);
        }
      }
    } catch (error) {
      if (this.#io.interrupted.aborted) return;
      const text = 'Error during processing, terminating consumer process: ';
      const line = errorLine(this.#io.world(), text, LOGGER);
      this.#io.stderr.write(`${line}${javaText(error)}\n`);
    }
  }

  async shutDown(): Promise<void> {
    const { aborted } = this.#io.interrupted;
    if (aborted) this.#tell({ name: 'shutdown_requested' });
    await this.#consumer.close();
    this.#tell({ name: 'shutdown_complete' });
    // Java's process ends by the same hook whatever the reason, and tells of it too late.
    if (!aborted) this.#tell({ name: 'shutdown_requested' });
  }

  /** Waits for records; what has come of other partitions by then belongs to the same poll. */
  async #whatIsThere(): Promise<ConsumedRecord[]> {
    const signal = this.#io.interrupted;
    const records = [...(await this.#consumer.next({ signal }))];
    while (records.length < POLL_RECORDS_MAX) {
      try {
        records.push(...(await this.#consumer.next({ signal, timeoutMs: 0 })));
      } catch (error) {
        if (error instanceof TimeoutError) break;
        throw error;
      }
    }
    return records;
  }

  async #received(poll: readonly ConsumedRecord[]): Promise<void> {
    const { messagesMax, isVerbose, autoCommits } = this.#plan;
    const { summaries, records } = recordSetsOf(poll, messagesMax - this.#count);
    if (isVerbose) for (const record of records) this.#tell({ name: 'record_data', record });
    this.#count += records.length;
    this.#tell({ name: 'records_consumed', count: poll.length, partitions: summaries });
    if (autoCommits) return;
    const offsets = summaries.map(({ topic, partition, maxOffset }) => {
      return { topic, partition, offset: maxOffset + 1 };
    });
    let error: string | undefined;
    try {
      await this.#consumer.commit(offsets);
    } catch (thrown) {
      if (!(thrown instanceof ClientError)) throw thrown;
      error = thrown.message;
    }
    this.#tell({ name: 'offsets_committed', offsets, error });
  }

  #tell(event: ConsumerEvent): void {
    this.#io.stdout.write(eventLine(event, this.#io.world().clock.wallMs()));
  }
}
