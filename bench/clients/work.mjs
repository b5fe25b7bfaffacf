// One client at one piece of work, in a process of its own: `node work.mjs DRIVER SETTINGS`, where
// the settings are JSON. Prints JSON: records, seconds, CPU seconds of the process with all its
// threads, the most memory that was resident, and latencies where they are what is measured.
//
// A driver exports `openProducer(settings)` and `consumeAll(settings, onRecords)`: every client is
// used as its own documentation shows, with its own defaults but for what the settings name. With
// `by: 'record'` it hands over records one by one, in the quickest manner that it has, with
// `by: 'batch'` so many at once as its own manner gives.

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { percentiles, sendPaced } from './pace.ts';

const CHUNK = 1_000;
const CHUNKS_IN_FLIGHT = 5;
const CLOSE_MS = 2_000;
/** The part of the records that is sent or read before the clock starts. */
const WARM_SHARE = 0.2;

const [, , driverName, json] = process.argv;
const settings = JSON.parse(json);
const driver = await import(`./drivers/${driverName}.mjs`);

/** What a work sends: so many, or for so long, as its settings say; a share of that to warm up. */
function messagesOf({ topic, bytes, own, records = 0, seconds = 0 }, share) {
  const value = own ? '222' : Buffer.alloc(bytes, 'v');
  const make = (index) =>
    own
      ? { topic, partition: 0, key: `111-${index}`, value, headers: { a: '123', b: '456' } }
      : { topic, key: `key-${index}`, value };
  return { make, count: Math.ceil(records * share), seconds: seconds * share };
}

/** Sends chunks, several of them in flight. */
async function inBulk(producer, { make, count }) {
  const chunk = settings.chunk ?? CHUNK;
  let next = 0;
  const loop = async () => {
    while (next < count) {
      const first = next;
      next = Math.min(count, first + chunk);
      const messages = [];
      for (let index = first; index < next; index++) messages.push(make(index));
      await producer.sendMany(messages);
    }
  };
  await Promise.all(Array.from({ length: settings.inFlight ?? CHUNKS_IN_FLIGHT }, loop));
}

/** For so long, however many that are: a client that lingers is a hundred times slower here. */
async function oneByOne(producer, { make, seconds }) {
  const endMs = performance.now() + seconds * 1_000;
  let records = 0;
  for (; performance.now() < endMs; records++) await producer.send(make(records));
  return { records };
}

/** Sends at a fixed rate, by timers. */
async function paced(producer, { make, count }) {
  const latencies = await sendPaced({
    count,
    rate: settings.rate,
    now: () => performance.now(),
    wakeAfter: (ms, task) => setTimeout(task, ms),
    send: (index) => producer.send(make(index)),
  });
  return percentiles(latencies);
}

const PRODUCER_WORKS = { bulk: inBulk, each: oneByOne, paced };

async function measured(work) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const told = await work();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, ...told };
}

async function produceWork(work) {
  const producer = await driver.openProducer(settings);
  await work(producer, messagesOf(settings, WARM_SHARE));
  const figures = await measured(() => work(producer, messagesOf(settings, 1)));
  await producer.close();
  return { records: settings.records, ...figures };
}

/** The clock runs from the record at which it is warm to the last one. */
async function consumeWork() {
  const warm = Math.ceil(settings.records * WARM_SHARE);
  let [seen, bytes] = [0, 0];
  let cpu, start;
  const close = await new Promise((resolve, reject) => {
    const onRecords = (count, size) => {
      seen += count;
      bytes += size;
      if (start === undefined && seen >= warm) {
        settings.warmedAt = seen;
        cpu = process.cpuUsage();
        start = performance.now();
      }
      return seen >= settings.records;
    };
    driver.consumeAll(settings, onRecords).then(resolve, reject);
  });
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const records = seen - settings.warmedAt;
  // Some wait for a broker's timeout here; what is measured is over.
  await Promise.race([close(), pause(CLOSE_MS)]);
  return { records, seconds, cpuSeconds: (user + system) / 1e6, bytes };
}

function mostResidentMb() {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) / 1_000;
}

const work = PRODUCER_WORKS[settings.work];
const figures = work === undefined ? await consumeWork() : await produceWork(work);
console.log(JSON.stringify({ ...figures, residentMb: mostResidentMb() }));
process.exit(0);
