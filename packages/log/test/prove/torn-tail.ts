// `npm run prove -- torn-tail`: a log is cut at every byte of its last 64 KiB and opened again.
// Every whole batch must be there, none that is not, and a second recovery must find nothing to do.
// A slice of it runs with the tests.

import assert from 'node:assert/strict';

import { SimulatedUniverse } from '@ottla/base';
import { batchesIn } from '@ottla/protocol';

import type { LogConfig, LogServices } from '../../src/index.ts';
import { defaultLogConfig, PartitionLog } from '../../src/index.ts';
import { batchOf, PATH, readBytes, servicesOf, write } from '../simulated-log.ts';
import { checkAgainstBatches } from './log-invariants.ts';

const TAIL_BYTES = 65_536;
const CONFIG: LogConfig = { ...defaultLogConfig, indexIntervalBytes: 1_000 };
const LOG_FILE = `${PATH}/00000000000000000000.log`;

export function prove(): { covered: string } {
  const cuts = proveTornTail({ every: 1 });
  return { covered: `${cuts} cuts, at every byte of the last ${TAIL_BYTES}` };
}

/** Returns how many cuts were made. Throws where one does not hold. */
export function proveTornTail({ every }: { every: number }): number {
  const services = servicesOf(new SimulatedUniverse({ seed: 1 }).createNode('broker'), {
    tailBytesMax: 0,
  });
  const content = writeLog(services);
  const ends = [...batchesIn(content)].map((batch) => batch.end);
  let cuts = 0;
  for (let size = content.length; size >= content.length - TAIL_BYTES; size -= every) {
    const wanted = content.subarray(0, ends.findLast((end) => end <= size) ?? 0);
    // A cut may leave nothing, zeros, or what was there before.
    const rest = [Buffer.alloc(0), Buffer.alloc(37), content.subarray(100, 300)][cuts % 3];
    proveCut(services, Buffer.concat([content.subarray(0, size), rest ?? Buffer.alloc(0)]), wanted);
    cuts += 1;
  }
  return cuts;
}

function proveCut(services: LogServices, torn: Buffer, wanted: Buffer): void {
  const { disk } = services.world;
  disk.writeFile(LOG_FILE, torn);
  for (const attempt of ['first', 'second']) {
    const log = open(services);
    const found = readBytes({ log, services });
    const where = `cut at byte ${torn.length}, ${attempt} recovery`;
    // What follows the cut may happen to be the batch's own rest.
    assert.ok(found.equals(wanted) || found.equals(wholeBatches(torn)), where);
    assert.ok(found.length >= wanted.length, where);
    if (attempt === 'first') checkAgainstBatches(log, services);
  }
}

function wholeBatches(bytes: Buffer): Buffer {
  let end = 0;
  let next = 0;
  try {
    for (const batch of batchesIn(bytes)) {
      if (batch.baseOffset !== next || !batch.isCrcValid()) break;
      next = batch.nextOffset;
      end = batch.end;
    }
  } catch {
    // What is no batch ends the log.
  }
  return bytes.subarray(0, end);
}

function writeLog(services: LogServices): Buffer {
  const log = open(services);
  for (let n = 0; log.sizeBytes < TAIL_BYTES + 20_000; n++) {
    write(log, { records: 1 + (n % 5), valueBytes: (n * 37) % 700, timestamp: 1_000 + n });
  }
  write(log, { producer: { id: 5, epoch: 0, sequence: 0 } });
  const content = readBytes({ log, services });
  assert.ok(content.length > TAIL_BYTES + batchOf().length);
  return Buffer.from(content);
}

function open(services: LogServices): PartitionLog {
  return PartitionLog.open({
    services,
    topic: 'flights',
    partition: 0,
    path: PATH,
    config: CONFIG,
    logStartOffset: 0,
    recoveryPoint: 0,
    wasClean: false,
  });
}
