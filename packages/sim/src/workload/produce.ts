// A producer: bursts of keyed records with values of their own, each one in the history with what
// became of it.

import { KafkaError, Producer, RecordTooLargeError } from '@ottla/client';

import type { ProducerSession, Send } from '../history/history.ts';
import { payloadOf } from '../history/payload.ts';
import { pause } from '../run/pause.ts';
import { MESSAGE_BYTES_MAX } from '../scenario/draw-topics.ts';
import type { ProducerPlan } from '../scenario/scenario.ts';
import { BOOTSTRAP, type Work } from './stage.ts';

const KEYS = 20;
/** Then it waits for all of them: a broker that is away must not fill the memory. */
const PENDING_MAX = 300;
const VALUE_BYTES_MIN = 20;
const MAX_BLOCK_MS = 5_000;
/** Beyond what message.timestamp.after.max.ms allows, whatever clocks do. */
const FAR_AHEAD_MS = 10 * 86_400_000;

/** Answers after which nothing of the record can be in the log: no earlier attempt was taken. */
const REFUSALS: readonly string[] = ['MESSAGE_TOO_LARGE', 'INVALID_RECORD'];

export async function produce(work: Work<ProducerPlan>): Promise<void> {
  const { stage, plan, world, prng } = work;
  const producing = new Producing(work);
  while (!stage.isProducingOver) {
    await pause(world, prng.between(0, plan.pauseMsMax));
    if (producing.pending >= PENDING_MAX) await producing.flush();
    const count = 1 + prng.below(plan.burstMax);
    for (let sent = 0; sent < count && !stage.isProducingOver; sent += 1) producing.sendOne();
  }
  await producing.close();
}

function createProducer({ stage, plan, world }: Work<ProducerPlan>): Producer {
  return new Producer({
    bootstrapServers: BOOTSTRAP,
    world,
    clientId: plan.name,
    logger: stage.logger.child(plan.name),
    acks: plan.acks,
    enableIdempotence: plan.isIdempotent,
    maxInFlightRequests: plan.maxInFlightRequests,
    compressionType: plan.compressionType,
    lingerMs: plan.lingerMs,
    batchSize: plan.batchSize,
    requestTimeoutMs: plan.requestTimeoutMs,
    deliveryTimeoutMs: plan.deliveryTimeoutMs,
    maxBlockMs: MAX_BLOCK_MS,
    connectionSetupTimeoutMs: 3_000,
  });
}

class Producing {
  readonly #work: Work<ProducerPlan>;
  readonly #producer: Producer;
  readonly #session: ProducerSession;
  #sent = 0;
  pending = 0;

  constructor(work: Work<ProducerPlan>) {
    this.#work = work;
    this.#producer = createProducer(work);
    const { name, isIdempotent, acks, maxInFlightRequests } = work.plan;
    this.#session = {
      id: `${name}.${work.incarnation}`,
      isIdempotent,
      acks,
      // Without idempotence a late first copy of a record that was sent again may pass others.
      keepsOrder: isIdempotent || (maxInFlightRequests === 1 && acks === 0),
    };
  }

  sendOne(): void {
    const { stage, plan, world, prng } = this.#work;
    const { history, counters } = stage;
    const { topics, valueBytesMax, refusedChance } = plan;
    const isDoomed = prng.chance(refusedChance);
    const isLarge = isDoomed && prng.chance(0.5);
    const aheadMs = isDoomed && !isLarge ? FAR_AHEAD_MS : 0;
    const send = history.send({
      id: `${this.#session.id}.${this.#sent++}`,
      session: this.#session,
      topic: prng.pick(topics),
      key: `k${prng.below(KEYS)}`,
      valueBytes: isLarge ? 2 * MESSAGE_BYTES_MAX : VALUE_BYTES_MIN + prng.below(valueBytesMax),
      timestamp: world.clock.wallMs() + aheadMs,
    });
    this.pending += 1;
    counters.add('sends');
    this.#deliver(send, aheadMs > 0).then(
      () => {
        this.pending -= 1;
        counters.add(`sends ${send.outcome}`);
      },
      (error: unknown) => history.complaints.push(`${send.id}: ${String(error)}`),
    );
  }

  async #deliver(send: Send, isFarAhead: boolean): Promise<void> {
    const { history, acknowledged } = this.#work.stage;
    const { topic, key, timestamp, id, valueBytes } = send;
    const value = payloadOf(id, valueBytes);
    try {
      const told = await this.#producer.send({ topic, key, value, timestamp });
      send.partition = told.partition;
      send.offset = told.offset;
      send.storedTimestamp = told.timestamp;
      history.complete(send, 'ok');
      if (send.session.acks !== 0) acknowledged.tell();
    } catch (error) {
      history.complete(send, isRefusal(error, isFarAhead) ? 'failed' : 'unknown', error);
    }
  }

  async flush(): Promise<void> {
    await this.#producer.flush().catch(() => undefined);
  }

  close(): Promise<void> {
    return this.#producer.close();
  }
}

function isRefusal(error: unknown, isFarAhead: boolean): boolean {
  if (error instanceof RecordTooLargeError) return true;
  if (!(error instanceof KafkaError)) return false;
  return REFUSALS.includes(error.name) || (isFarAhead && error.name === 'INVALID_TIMESTAMP');
}
