// Claim: a broker with 10,000 groups lists them in under a second, and describing them one after
// the other slows its producers by at most 15 %.
//
// Beside the producers' broker stands a second one with the same groups. In the first half of a
// pair the groups of that one are described, in the second half those of the producers' own
// broker: the client that asks, and the cores that it takes, are the same in both.

import { rmSync } from 'node:fs';

import { Admin } from '@ottla/client';

import { temporaryDirectory } from '../../interop/paths.ts';
import { type BrokerProcess, startBroker } from '../../interop/peers/broker.ts';
import { produce } from '../load.ts';
import type { Row } from '../outcome.ts';

const GROUPS = 10_000;
const GROUPS_MADE_AT_ONCE = 200;
const LIST_SECONDS_MAX = 1;
const SLOWDOWN_MAX = 1.15;
const PAIRS = 5;
const RECORDS = 300_000;
const RECORD_BYTES = 1_000;
const BATCH_BYTES = 16_384;

interface Produced {
  readonly mbs: number;
  /** Groups that were described. */
  readonly perSecond: number;
}

interface Side {
  readonly broker: BrokerProcess;
  readonly admin: Admin;
}

const groupId = (index: number): string => `group-${index % GROUPS}`;

async function startSide(dataDirectory: string): Promise<Side> {
  const broker = await startBroker({ dataDirectory });
  const admin = new Admin({ bootstrapServers: broker.bootstrap });
  await admin.createTopics([{ name: 'bench', partitions: 1, replicationFactor: 1 }]);
  for (let first = 0; first < GROUPS; first += GROUPS_MADE_AT_ONCE) {
    const indexes = Array.from({ length: GROUPS_MADE_AT_ONCE }, (_, at) => first + at);
    const offsets = [{ topic: 'bench', partition: 0, offset: 1 }];
    await Promise.all(
      indexes.map((index) => admin.alterConsumerGroupOffsets(groupId(index), offsets)),
    );
  }
  return { broker, admin };
}

/** Seconds of the quickest of three: the first one also opens connections. */
async function listSeconds({ admin }: Side): Promise<number> {
  let quickest = Infinity;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    const { groups } = await admin.listGroups();
    quickest = Math.min(quickest, (performance.now() - start) / 1000);
    if (groups.length !== GROUPS) throw new Error(`${groups.length} groups are listed`);
  }
  return quickest;
}

/** MB/s of a producer on `producing` while groups of `described` are described, one by one. */
async function produceWhile(producing: Side, described: Side): Promise<Produced> {
  const work = { isOver: false, count: 0 };
  const describing = (async () => {
    while (!work.isOver) {
      const id = groupId(work.count++);
      const outcome = (await described.admin.describeConsumerGroups([id])).get(id);
      if (outcome === undefined || outcome instanceof Error) throw new Error(`no ${id}`);
    }
  })();
  const sizes = { records: RECORDS, recordBytes: RECORD_BYTES, batchBytes: BATCH_BYTES };
  const load = await produce(producing.broker, { topic: 'bench', ...sizes });
  work.isOver = true;
  await describing;
  return { mbs: load.bytes / load.seconds / 1e6, perSecond: work.count / load.seconds };
}

function rowsOf(seconds: number, pairs: readonly (readonly [Produced, Produced])[]): Row[] {
  const what = `${GROUPS} groups`;
  return [
    {
      what: `${what}, listed`,
      unit: 's',
      limit: { atMost: LIST_SECONDS_MAX },
      samples: [{ ours: seconds }],
    },
    {
      what: `${what}, described one by one`,
      unit: 'groups/s',
      samples: pairs.map(([, here]) => ({ ours: here.perSecond })),
    },
    {
      what: `${what}, producer while they are described`,
      unit: 'MB/s',
      peer: 'while those of another broker are',
      bound: { atLeast: 1 / SLOWDOWN_MAX },
      samples: pairs.map(([elsewhere, here]) => ({ ours: here.mbs, peer: elsewhere.mbs })),
    },
  ];
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const directories = [temporaryDirectory('bench'), temporaryDirectory('bench')] as const;
  const own = await startSide(directories[0]);
  const other = await startSide(directories[1]);
  const seconds = await listSeconds(own);
  const measured: (readonly [Produced, Produced])[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const elsewhere = await produceWhile(own, other);
    const here = await produceWhile(own, own);
    // The first pair warms both brokers and is thrown away.
    if (pair > 0) measured.push([elsewhere, here]);
  }
  for (const { admin, broker } of [own, other]) {
    await admin.close();
    await broker.stop();
  }
  for (const directory of directories) rmSync(directory, { recursive: true });
  return rowsOf(seconds, measured);
}
