// Topics, records and groups that every case may read (their description is in tool-case.ts). Made
// once per broker with kafkajs, and with librdkafka where kafkajs has no static members.

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Admin, Kafka, logLevel, type Message, type Producer } from 'kafkajs';

import { interopRoot, whenDone } from '../paths.ts';

const FIRST_TIMESTAMP = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const RETRY = { retries: 10, initialRetryTime: 50, maxRetryTime: 500 };

export interface Fixture {
  stop(): void;
}

function timestamp(index: number): string {
  return String(FIRST_TIMESTAMP + index * MINUTE_MS);
}

function order(index: number): Message {
  const customer = `customer-${index % 7}`;
  const value = JSON.stringify({ order: index, customer, cents: 100 + index * 25 });
  return { key: customer, value, partition: index % 3, timestamp: timestamp(index) };
}

const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function word(value: string, index: number): Message {
  return {
    key: index === 3 ? null : `key-${index}`,
    value: index === 6 ? null : value,
    timestamp: timestamp(index),
    ...(index % 2 === 0 ? { headers: { index: String(index), source: 'fixture' } } : {}),
  };
}

async function createTopics(admin: Admin): Promise<void> {
  const configEntries = [
    { name: 'cleanup.policy', value: 'compact' },
    { name: 'retention.ms', value: '3600000' },
    { name: 'max.message.bytes', value: '65536' },
  ];
  await admin.createTopics({
    topics: [
      { topic: 'orders', numPartitions: 3 },
      { topic: 'words', numPartitions: 1 },
      { topic: 'empty', numPartitions: 2 },
      { topic: 'configured', numPartitions: 2, configEntries },
      { topic: 'trimmed', numPartitions: 1 },
    ],
  });
}

async function writeRecords(producer: Producer): Promise<void> {
  // One record a batch, so that offsets and batches are the same on every broker.
  for (let index = 0; index < 30; index += 1) {
    await producer.send({ topic: 'orders', messages: [order(index)] });
  }
  await producer.send({ topic: 'words', messages: WORDS.map(word) });
  const trimmed = Array.from({ length: 20 }, (_, index) => ({
    value: `trimmed-${index}`,
    timestamp: timestamp(index),
  }));
  await producer.send({ topic: 'trimmed', messages: trimmed });
}

async function commitOffsets(admin: Admin): Promise<void> {
  const partitions = [3, 5, 10].map((offset, partition) => ({ partition, offset: String(offset) }));
  await admin.setOffsets({ groupId: 'group-empty', topic: 'orders', partitions });
  const words = [{ partition: 0, offset: '4' }];
  await admin.setOffsets({ groupId: 'group-empty', topic: 'words', partitions: words });
}

interface Member {
  readonly group: string;
  readonly clientId: string;
  readonly topic: string;
  readonly instanceId?: string;
}

/** A librdkafka member that has read all and committed; it stays until it is killed. */
async function startMember(bootstrap: string, member: Member): Promise<ChildProcess> {
  const settings = {
    bootstrap,
    group: member.group,
    clientId: member.clientId,
    topics: [member.topic],
    ...(member.instanceId === undefined ? {} : { instanceId: member.instanceId }),
  };
  const program = join(interopRoot, 'drivers', 'confluent_driver.py');
  const child = spawn('/usr/bin/python3', [program, 'consume', JSON.stringify(settings)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  whenDone(() => child.kill('SIGKILL'));
  for await (const line of createInterface({ input: child.stdout })) {
    if (JSON.parse(line).kind === 'committed') break;
  }
  child.stdout.resume();
  return child;
}

export async function prepareFixture(bootstrap: string): Promise<Fixture> {
  const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING, retry: RETRY });
  const admin = kafka.admin();
  const producer = kafka.producer();
  await Promise.all([admin.connect(), producer.connect()]);
  await createTopics(admin);
  await writeRecords(producer);
  // Makes kafkajs look up the leader, which its deleteTopicRecords does not by itself.
  await admin.fetchTopicOffsets('trimmed');
  const trim = [{ partition: 0, offset: '5' }];
  await admin.deleteTopicRecords({ topic: 'trimmed', partitions: trim });
  const members: ChildProcess[] = [];
  try {
    await commitOffsets(admin);
    const active = { group: 'group-active', clientId: 'fixture-client', topic: 'orders' };
    members.push(await startMember(bootstrap, active));
    const fixed = { group: 'group-static', clientId: 'fixture-static', topic: 'words' };
    members.push(await startMember(bootstrap, { ...fixed, instanceId: 'fixture-instance' }));
  } catch (error) {
    // Topics can be compared all the same; whatever asks for a group will differ or fail.
    console.error(`the groups of the fixture could not be made: ${String(error)}`);
  }
  await Promise.all([admin.disconnect(), producer.disconnect()]);
  return { stop: () => members.forEach((member) => member.kill('SIGKILL')) };
}
