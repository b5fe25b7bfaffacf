// @platformatic/kafka behind the drivers' protocol; see drivers/README.md. Plain JavaScript, so
// that the house type-checks without the package. Its own assignor is `roundrobin`; given here by
// the name that the group speaks, which is the leader's affair alone.

import { createInterface } from 'node:readline';
import {
  Consumer,
  ListOffsetTimestamps,
  Producer,
  stringDeserializers,
  stringSerializers,
} from '@platformatic/kafka';

const [mode, settingsText] = process.argv.slice(2);
const settings = JSON.parse(settingsText);
const base = {
  clientId: settings.clientId ?? 'platformatic',
  bootstrapBrokers: [settings.bootstrap],
  retries: 100,
  retryDelay: 200,
  metadataMaxAge: 5000,
};

function say(kind, values = {}) {
  process.stdout.write(`${JSON.stringify({ kind, ...values })}\n`);
}

async function produce() {
  const producer = new Producer({
    ...base,
    serializers: stringSerializers,
    compression: settings.codec ?? 'none',
  });
  for await (const line of createInterface({ input: process.stdin })) {
    const record = JSON.parse(line);
    const timestamp = record.timestamp === undefined ? {} : { timestamp: BigInt(record.timestamp) };
    const message = { topic: settings.topic, ...record, ...timestamp };
    for (const done of (await producer.send({ messages: [message], acks: -1 })).offsets) {
      const { topic, partition, offset } = done;
      say('acked', { topic, partition, offset: Number(offset), key: record.key });
    }
  }
  await producer.close();
}

class Member {
  #dirty = new Map();
  #committing = Promise.resolve();

  constructor() {
    this.consumer = new Consumer({
      ...base,
      groupId: settings.group,
      deserializers: stringDeserializers,
      autocommit: false,
      sessionTimeout: settings.sessionTimeoutMs ?? 6000,
      heartbeatInterval: settings.heartbeatMs ?? 1000,
      rebalanceTimeout: 30_000,
      maxWaitTime: 100,
      protocols: [{ name: settings.assignor ?? 'range', version: 1 }],
      ...(settings.instanceId === undefined ? {} : { groupInstanceId: settings.instanceId }),
    });
    this.consumer.on('consumer:group:join', ({ assignments }) => {
      this.#dirty.clear();
      const pairs = (assignments ?? []).flatMap((each) =>
        each.partitions.map((partition) => [each.topic, partition]),
      );
      say('assigned', { partitions: pairs });
    });
    this.consumer.on('consumer:group:rebalance', () => say('revoked', { partitions: [] }));
  }

  #owns(topic, partition) {
    return (this.consumer.assignments ?? []).some(
      (each) => each.topic === topic && each.partitions.includes(partition),
    );
  }

  /** What it holds of partitions that it no longer owns is another member's to commit. */
  commit() {
    this.#committing = this.#committing.then(async () => {
      const offsets = [...this.#dirty.values()].filter((each) =>
        this.#owns(each.topic, each.partition),
      );
      this.#dirty.clear();
      if (offsets.length === 0) return;
      try {
        await this.consumer.commit({ offsets });
        say('committed', {
          offsets: offsets.map((each) => [each.topic, each.partition, Number(each.offset)]),
        });
      } catch (error) {
        say('commit-failed', { error: String(error) });
      }
    });
    return this.#committing;
  }

  see({ topic, partition, offset, key, value, timestamp, headers }) {
    const record = { topic, partition, offset: Number(offset), key: key ?? null };
    const whole =
      settings.whole === true
        ? { value, timestamp: Number(timestamp), headers: Object.fromEntries(headers) }
        : {};
    say('record', { ...record, ...whole });
    const next = { topic, partition, offset: offset + 1n, leaderEpoch: -1 };
    if (this.#owns(topic, partition)) this.#dirty.set(`${topic}-${partition}`, next);
  }

  open(options) {
    return this.consumer.consume({
      topics: settings.topics,
      maxWaitTime: 100,
      autocommit: false,
      sessionTimeout: settings.sessionTimeoutMs ?? 6000,
      heartbeatInterval: settings.heartbeatMs ?? 1000,
      rebalanceTimeout: 30_000,
      ...options,
    });
  }

  async read(options) {
    this.stream = await this.open(options);
    this.stream.on('data', (message) => this.see(message));
    this.stream.on('error', (error) => {
      // A consumer of this library ends with its stream's error: the process is the member.
      say('error', { error: String(error) });
      process.exit(1);
    });
  }

  async seek(offsets) {
    await this.stream.close();
    await this.read({ mode: 'manual', offsets });
    say('sought', { partitions: offsets.map(({ topic, partition }) => [topic, partition]) });
  }

  async seekTime(timestamp) {
    const found = await this.consumer.listOffsetsWithTimestamps({
      topics: settings.topics,
      timestamp: BigInt(timestamp),
    });
    const ends = await this.consumer.listOffsets({
      topics: settings.topics,
      timestamp: ListOffsetTimestamps.LATEST,
    });
    const offsets = [...found].flatMap(([topic, partitions]) =>
      [...partitions].map(([partition, { offset }]) => ({
        topic,
        partition,
        offset: offset < 0n ? ends.get(topic)[partition] : offset,
      })),
    );
    await this.seek(offsets);
  }
}

async function consume() {
  const member = new Member();
  await member.read({ mode: 'committed', fallbackMode: 'earliest' });
  const timer = setInterval(() => void member.commit(), settings.commitMs ?? 200);
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, ...args] = line.split(' ');
    if (command === 'stop') break;
    if (command === 'seek') {
      const [topic, partition, offset] = args;
      await member.seek([{ topic, partition: Number(partition), offset: BigInt(offset) }]);
    } else if (command === 'seek-time') {
      await member.seekTime(args[0]);
    }
  }
  clearInterval(timer);
  await member.commit();
  await member.stream.close();
  await member.consumer.close(true);
  say('closed');
}

await (mode === 'produce' ? produce() : consume());
process.exit(0);
