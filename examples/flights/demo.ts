// `npm run demo [-- ROWS]`: three million real flights stream into a broker of their own, keyed by
// the airport they leave, and come back at the same time as a live table by airport.

import { Admin, PartitionConsumer, Producer } from '@ottla/client';

import { type BrokerProcess, startBroker } from '../../interop/peers/broker.ts';
import { AirportTable } from './airport-table.ts';
import { FlightOrder } from './flight-order.ts';
import { type Flight, FLIGHTS_TOTAL, readFlights } from './read-flights.ts';

const TOPIC = 'flights';
const PARTITIONS = 12;
/** Records given to the producer at once: one promise for all of them. */
const STEP = 5_000;
const REDRAW_MS = 200;
/** Without a terminal, a line now and then instead of a table. */
const REPORT_MS = 2_000;

interface Progress {
  readonly total: number;
  produced: number;
  readonly table: AirportTable;
  readonly order: FlightOrder;
}

async function produceFlights(bootstrapServers: string, progress: Progress): Promise<void> {
  await using producer = new Producer({ bootstrapServers, batchSize: 65_536, lingerMs: 5 });
  for await (const flights of readFlights(0, progress.total)) {
    for (let at = 0; at < flights.length; at += STEP) {
      const slice = flights.slice(at, at + STEP);
      await producer.sendBatch(slice.map(recordOf));
      progress.produced += slice.length;
    }
  }
}

function recordOf(flight: Flight) {
  return { topic: TOPIC, key: flight.origin, value: JSON.stringify(flight) };
}

async function consumeFlights(bootstrapServers: string, progress: Progress): Promise<void> {
  await using consumer = new PartitionConsumer({ bootstrapServers });
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
  consumer.assign(partitions.map((partition) => ({ topic: TOPIC, partition, from: 'earliest' })));
  for await (const batch of consumer.batches()) {
    for (const record of batch) {
      const flight: Flight = JSON.parse(Buffer.from(record.value ?? []).toString());
      progress.table.add(flight);
      progress.order.add(batch.partition, record.offset, flight);
    }
    if (progress.table.flights >= progress.total) return;
  }
}

function bar(done: number, total: number): string {
  const CELLS = 40;
  const full = Math.floor((done / total) * CELLS);
  return `${'█'.repeat(full)}${'░'.repeat(CELLS - full)} ${done.toLocaleString('en-US')}`;
}

/** Shows progress until `stop` is called. */
function show(progress: Progress): () => void {
  const terminal = process.stdout.isTTY;
  let drawn = 0;
  const draw = (): void => {
    const head = [
      `produced ${bar(progress.produced, progress.total)}`,
      `consumed ${bar(progress.table.flights, progress.total)}`,
    ];
    if (!terminal) {
      console.log(head.map((line) => line.replace(/[█░]+ /, '')).join(', '));
      return;
    }
    const lines = [...head, '', ...progress.table.lines()];
    const up = drawn > 0 ? `\x1b[${drawn}A` : '';
    process.stdout.write(`${up}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`);
    drawn = lines.length;
  };
  const timer = setInterval(draw, terminal ? REDRAW_MS : REPORT_MS);
  return () => {
    clearInterval(timer);
    draw();
  };
}

async function streamFlights(broker: BrokerProcess, total: number): Promise<boolean> {
  const { bootstrap } = broker;
  await using admin = new Admin({ bootstrapServers: bootstrap });
  await admin.createTopics([{ name: TOPIC, partitions: PARTITIONS }]);
  const order = new FlightOrder(total);
  const progress: Progress = { total, produced: 0, table: new AirportTable(), order };
  const started = performance.now();
  const stop = show(progress);
  await Promise.all([produceFlights(bootstrap, progress), consumeFlights(bootstrap, progress)]);
  stop();
  const seconds = (performance.now() - started) / 1_000;
  if (!process.stdout.isTTY) console.log(progress.table.lines().join('\n'));
  const rate = Math.round(total / seconds).toLocaleString('en-US');
  console.log(`\n${order.describe(total)}`);
  console.log(`${seconds.toFixed(1)} s, ${rate} flights a second in and out at once`);
  return order.holds && order.rows === total;
}

const total = Math.min(Number(process.argv[2] ?? FLIGHTS_TOTAL), FLIGHTS_TOTAL);
const broker = await startBroker();
console.log(`a broker for this demo listens on ${broker.bootstrap}`);
process.exitCode = (await streamFlights(broker, total)) ? 0 : 1;
await broker.stop();
