// Programs of users, as texts: what they write into a project of their own. Each prints one line.

/** Sends three records and reads them again. */
const ROUND_TRIP = `
async function roundTrip(bootstrapServers, topic) {
  const admin = new Admin({ bootstrapServers });
  await admin.createTopics([{ name: topic, partitions: 1, replicationFactor: 1 }]);
  await admin.close();
  const producer = new Producer({ bootstrapServers });
  const values = ['alpha', 'beta', 'gamma'];
  await Promise.all(values.map((value) => producer.send({ topic, value })));
  await producer.close();
  const consumer = new PartitionConsumer({ bootstrapServers });
  consumer.assign([{ topic, partition: 0, from: 'earliest' }]);
  const read = [];
  for await (const record of consumer) {
    read.push(Buffer.from(record.value).toString());
    if (read.length === values.length) break;
  }
  await consumer.close();
  console.log(read.join(' '));
}
`;

export function esmProgram(bootstrap: string): string {
  return `import { Admin, PartitionConsumer, Producer } from '@ottla/client';
${ROUND_TRIP}
await roundTrip('${bootstrap}', 'from-esm');
`;
}

export function commonJsProgram(bootstrap: string): string {
  return `const { Admin, PartitionConsumer, Producer } = require('@ottla/client');
${ROUND_TRIP}
roundTrip('${bootstrap}', 'from-commonjs');
`;
}

/** Imports each of the packages, and prints those that export nothing. */
export function importAll(names: readonly string[]): string {
  return `const empty = [];
for (const name of ${JSON.stringify(names)}) {
  const module = await import(name);
  if (Object.keys(module).length === 0) empty.push(name);
}
console.log(JSON.stringify(empty));
`;
}

/** The same names, for the compiler: it must find types for both kinds of module. */
export const TYPED_PROGRAM = `import { Producer, type RecordMetadata } from '@ottla/client';

export async function send(bootstrapServers: string): Promise<RecordMetadata> {
  const producer = new Producer({ bootstrapServers });
  const sent = await producer.send({ topic: 'typed', value: 'alpha' });
  await producer.close();
  return sent;
}
`;

/** A topic has a name: types that came out as `any` would take this. */
export const MISTYPED_PROGRAM = `import { Producer } from '@ottla/client';

export const sent = new Producer({ bootstrapServers: '' }).send({ value: 'beta' });
`;

/** A test of a user: what comes in is counted in a group, and looked at. */
const TESTKIT_TEST = `
async function countOrders() {
  const records = [{ key: 'a', value: { id: 1 } }, { key: 'b', value: { id: 2 } }];
  const topics = [{ name: 'orders', records }];
  return withKafka({ topics, clock: 'virtual' }, async (kafka) => {
    const consumer = kafka.consumer({ groupId: 'counting', autoOffsetReset: 'earliest' });
    if (!(consumer instanceof Consumer)) throw new Error('a consumer of another client');
    consumer.subscribe('orders');
    const batch = await kafka.clock.until(consumer.next());
    await kafka.clock.advance('1m');
    await kafka.expectRecords('orders', records);
    console.log([...batch].map(({ value }) => Buffer.from(value).toString()).join(' '));
  });
}
`;

export const TESTKIT_ESM = `import { Consumer } from '@ottla/client';
import { withKafka } from '@ottla/testkit';
${TESTKIT_TEST}
await countOrders();
`;

export const TESTKIT_COMMONJS = `const { Consumer } = require('@ottla/client');
const { withKafka } = require('@ottla/testkit');
${TESTKIT_TEST}
countOrders();
`;

/** A producer of the kit is the client's, and rules have the types of requests. */
export const TYPED_TEST = `import type { Producer } from '@ottla/client';
import { startKafka } from '@ottla/testkit';

export async function start(): Promise<Producer> {
  const kafka = await startKafka({ topics: ['typed'] });
  const when = ({ acks }: { acks: number }): boolean => acks === 0;
  kafka.faults.add({ api: 'Produce', when, do: { kind: 'drop' } });
  return kafka.producer();
}
`;

export const MISTYPED_TEST = `import { startKafka } from '@ottla/testkit';

const kafka = startKafka();
void kafka.then(({ faults }) => faults.add({ api: 'Prodduce', do: { kind: 'drop' } }));
`;
