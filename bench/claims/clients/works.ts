// What each client does, and the parts in which it can be measured: a part is the works of one
// kind at one broker, `bulk-1KB@ottla`. Each part makes its own topics, so that any of them can
// run alone.

import { apacheKafka } from '../../peers/apache-kafka.ts';
import type { KafkaPeer } from '../../peers/kafka-server.ts';
import { ottla } from '../../peers/ottla.ts';

export const OURS = 'ottla';

export type Style = 'record' | 'batch';

export interface OtherClient {
  readonly client: string;
  readonly name: string;
  /** The manners in which it hands over what it reads. */
  readonly reads: readonly Style[];
}

export const OTHERS: readonly OtherClient[] = [
  { client: 'kafkajs', name: 'kafkajs 2.2.4', reads: ['record', 'batch'] },
  { client: 'platformatic', name: '@platformatic/kafka 2.12.1', reads: ['record'] },
  { client: 'rdkafka', name: 'node-rdkafka 3.6.1', reads: ['record', 'batch'] },
];

export interface Work {
  readonly kind: string;
  readonly name: string;
  readonly measures: 'speed' | 'latency';
  readonly topic: string;
  readonly partitions: number;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** How records are handed over; of works that read. */
  readonly by?: Style;
  /** What librdkafka writes into its topic before anybody reads. */
  readonly fill?: { readonly records: number; readonly recordBytes: number };
}

interface Size {
  readonly bytes: number;
  readonly name: string;
  /** In the names of parts. */
  readonly label: string;
  readonly records: number;
}

const SIZES: readonly Size[] = [
  { bytes: 100, name: '100 B', label: '100B', records: 1_000_000 },
  { bytes: 1_000, name: '1 KB', label: '1KB', records: 300_000 },
];
const PARTITIONS = 6;
/** A client that lingers does a hundred times less than others in the same time. */
const EACH_SECONDS = 4;
/** Not all that is there is read, so that nobody waits at an end. */
const FILLED_SHARE = 1.25;
const STYLE_NAMES: Readonly<Record<Style, string>> = {
  record: 'consume record by record',
  batch: 'consume by batch',
};
const STYLES: readonly Style[] = ['record', 'batch'];

function bulk({ bytes, name, label, records }: Size): Work {
  return {
    kind: `bulk-${label}`,
    name: `produce in bulk, ${name}`,
    measures: 'speed',
    topic: `bulk-${bytes}`,
    partitions: PARTITIONS,
    settings: { work: 'bulk', bytes, records },
  };
}

function each({ bytes, name }: Size): Work {
  return {
    kind: 'each',
    name: `produce awaiting each, ${name}`,
    measures: 'speed',
    topic: `each-${bytes}`,
    partitions: PARTITIONS,
    settings: { work: 'each', bytes, seconds: EACH_SECONDS },
  };
}

function reading({ bytes, name, label, records }: Size): Work[] {
  return STYLES.map((by) => ({
    kind: `consume-${label}`,
    name: `${STYLE_NAMES[by]}, ${name}`,
    measures: 'speed',
    topic: `read-${bytes}`,
    partitions: PARTITIONS,
    settings: { work: 'consume', records },
    by,
    fill: { records: records * FILLED_SHARE, recordBytes: bytes },
  }));
}

const PACED: Work = {
  kind: 'paced',
  name: 'produce 2,000/s of 1 KB',
  measures: 'latency',
  topic: 'paced',
  partitions: PARTITIONS,
  settings: { work: 'paced', bytes: 1_000, records: 10_000, rate: 2_000 },
};

/** What all works of the same kind with platformatic's settings share. */
const THEIRS = { kind: 'platformatic', measures: 'speed', partitions: 3 } as const;
const THEIR_WRITING = { own: true, acks: 0 };
const THEIR_READING = { maxBytes: 2_048, maxWaitMs: 10, records: 100_000 };

const PLATFORMATIC: readonly Work[] = [
  {
    ...THEIRS,
    name: 'platformatic’s settings: awaiting each',
    topic: 'own-each',
    settings: { work: 'each', seconds: EACH_SECONDS, ...THEIR_WRITING },
  },
  {
    ...THEIRS,
    name: 'platformatic’s settings: batches of 100',
    topic: 'own',
    settings: { work: 'bulk', records: 200_000, chunk: 100, inFlight: 1, ...THEIR_WRITING },
  },
  // They read what the work before has written.
  ...STYLES.map((by): Work => ({
    ...THEIRS,
    name: `platformatic’s settings: ${STYLE_NAMES[by]}`,
    topic: 'own',
    settings: { work: 'consume', ...THEIR_READING },
    by,
  })),
];

const WORKS: readonly Work[] = [
  ...SIZES.map(bulk),
  ...SIZES.map(each),
  PACED,
  ...SIZES.flatMap(reading),
  ...PLATFORMATIC,
];

export const BROKERS: Readonly<Record<string, KafkaPeer>> = { ottla, kafka: apacheKafka };

export interface Part {
  readonly name: string;
  readonly broker: KafkaPeer;
  readonly works: readonly Work[];
}

const ALL: readonly Part[] = Object.entries(BROKERS).flatMap(([at, broker]) =>
  [...Map.groupBy(WORKS, ({ kind }) => kind)].map(([kind, works]) => ({
    name: `${kind}@${at}`,
    broker,
    works,
  })),
);

export const PARTS: readonly string[] = ALL.map(({ name }) => name);

/** Parts in whose names one of the words stands, which commas part; all where none is given. */
export function partsNamed(text = ''): Part[] {
  const words = text.split(',');
  return ALL.filter(({ name }) => words.some((word) => name.includes(word)));
}

/** Whether this client can do it. */
export function canDo({ reads }: OtherClient, { by }: Work): boolean {
  return by === undefined || reads.includes(by);
}
