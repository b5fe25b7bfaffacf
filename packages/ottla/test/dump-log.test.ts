// `dump-log` on files that are laid out here. The words are those of Kafka 4.3's kafka-dump-log.sh.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import {
  BatchBuilder,
  controlBatch,
  controlTypes,
  encodeMessage,
  leaderChangeMessage,
  offsetCommitKey,
  offsetCommitValue,
  topicRecord,
  transactionMarkerBatch,
  writeCoordinatorKey,
  writeCoordinatorValue,
  writeMetadataRecord,
} from '@ottla/protocol';

import { dumpLog } from '../src/commands/dump-log.ts';
import { TemporaryIo, type Finished } from './temporary-io.ts';

const io = new TemporaryIo();
const SEGMENT = '00000000000000000000';
const PLACE = { partitionLeaderEpoch: 2, timestamp: 1700000000000 };

after(() => io.remove());

function write(name: string, ...chunks: readonly Uint8Array[]): void {
  const path = join(io.directory, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, Buffer.concat(chunks));
}

function dump(args: string): Promise<Finished> {
  return io.run(dumpLog, args.split(' '));
}

async function lines(args: string): Promise<string[]> {
  const { exit, out, err } = await dump(args);
  assert.deepEqual([exit, err], [0, '']);
  return out.trimEnd().split('\n');
}

type Pair = readonly [key: string | Uint8Array | null, value: string | Uint8Array | null];

function batch(
  baseOffset: number,
  pairs: readonly Pair[],
  codec: 'none' | 'gzip' = 'none',
): Uint8Array {
  const builder = new BatchBuilder({ baseOffset, partitionLeaderEpoch: 2, codec });
  const bytes = (part: string | Uint8Array | null): Uint8Array | null =>
    typeof part === 'string' ? Buffer.from(part) : part;
  pairs.forEach(([key, value], at) => {
    builder.append(1700000000000 + at, bytes(key), bytes(value));
  });
  return builder.finish().slice();
}

describe('a data log', () => {
  const first = batch(0, [['k', 'one'], [null, 'two']]);
  const second = batch(2, [['k', null]], 'gzip');
  write(`a/${SEGMENT}.log`, first, second);

  test('batches', async () => {
    const [dumping, start, one, two, ...more] = await lines(`--files a/${SEGMENT}.log`);
    assert.equal(dumping, `Dumping a/${SEGMENT}.log`);
    assert.equal(start, 'Log starting offset: 0');
    assert.match(
      one ?? '',
      new RegExp(
        '^baseOffset: 0 lastOffset: 1 count: 2 baseSequence: -1 lastSequence: -1 producerId: -1 ' +
          'producerEpoch: -1 partitionLeaderEpoch: 2 isTransactional: false isControl: false ' +
          'deleteHorizonMs: OptionalLong.empty position: 0 CreateTime: 1700000000001 ' +
          `size: ${first.length} magic: 2 compresscodec: none crc: \\d+ isvalid: true$`,
      ),
    );
    assert.match(two ?? '', new RegExp(`position: ${first.length} .* compresscodec: gzip`));
    assert.deepEqual(more, []);
  });

  test('records and what is in them', async () => {
    const records = (await lines(`--files a/${SEGMENT}.log --print-data-log`)).filter((line) =>
      line.startsWith('|'),
    );
    assert.deepEqual(records, [
      '| offset: 0 CreateTime: 1700000000000 keySize: 1 valueSize: 3 sequence: -1 ' +
        'headerKeys: [] key: k payload: one',
      '| offset: 1 CreateTime: 1700000000001 keySize: -1 valueSize: 3 sequence: -1 ' +
        'headerKeys: [] payload: two',
      '| offset: 2 CreateTime: 1700000000000 keySize: 1 valueSize: -1 sequence: -1 ' +
        'headerKeys: [] key: k',
    ]);
    const bare = await lines(`--files a/${SEGMENT}.log --print-data-log --skip-record-metadata`);
    assert.deepEqual(bare.slice(3, 5), ['| key: k payload: one', '| payload: two']);
  });

  test('its beginning only', async () => {
    const args = `--files a/${SEGMENT}.log --max-bytes ${first.length}`;
    assert.equal((await lines(args)).length, 3);
  });

  test('a batch that is damaged, one that is cut off, and a gap', async () => {
    const damaged = Buffer.from(first);
    damaged[70] = (damaged[70] ?? 0) ^ 1;
    write(`b/${SEGMENT}.log`, damaged, batch(5, [['a', 'b']]), first.subarray(0, 40));
    const { exit, out, err } = await dump(`--files b/${SEGMENT}.log --deep-iteration`);
    assert.equal(exit, 0);
    assert.match(out, /isvalid: false\n/);
    assert.match(out, new RegExp(`\nFound 40 invalid bytes at the end of ${SEGMENT}.log\n$`));
    assert.match(err, /^Non-consecutive offsets in .*\n {2}1 is followed by 5\n$/);
  });
});

test('control records', async () => {
  const marker = { producerId: 7, producerEpoch: 1, coordinatorEpoch: 4 };
  const change = { version: 0, leaderId: 1, voters: [{ voterId: 1 }], grantingVoters: [] };
  const value = encodeMessage(leaderChangeMessage, change, 0);
  write(
    `c/${SEGMENT}.log`,
    transactionMarkerBatch({ type: 'ABORT', ...marker }, PLACE),
    transactionMarkerBatch({ type: 'COMMIT', ...marker }, { ...PLACE, baseOffset: 1 }),
    controlBatch([{ type: controlTypes.LEADER_CHANGE, value }], { ...PLACE, baseOffset: 2 }),
    controlBatch([{ type: 99, value }], { ...PLACE, baseOffset: 3 }),
  );
  const records = (await lines(`--files c/${SEGMENT}.log --deep-iteration`))
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('headerKeys: [] ')[1]);
  assert.deepEqual(records, [
    'endTxnMarker: ABORT coordinatorEpoch: 4',
    'endTxnMarker: COMMIT coordinatorEpoch: 4',
    'LeaderChange: {"version":0,"leaderId":1,"voters":[{"voterId":1}],"grantingVoters":[]}',
    'controlType: UNKNOWN(99)',
  ]);
});

describe('decoders', () => {
  const key = writeCoordinatorKey(offsetCommitKey, { group: 'g', topic: 't', partition: 0 });
  const value = writeCoordinatorValue(
    offsetCommitValue,
    { offset: 5, leaderEpoch: 1, metadata: '', commitTimestamp: 9 },
    3,
  );
  write(`d/${SEGMENT}.log`, batch(0, [[key, value], [key, null], ['\x7f\x7f', 'x'], [null, 'x']]));

  test('offsets', async () => {
    const { exit, out, err } = await dump(`--files d/${SEGMENT}.log --offsets-decoder`);
    const contents = [...out.matchAll(/headerKeys: \[\](.*)/g)].map(([, content]) => content);
    const keyJson = '{"type":"1","data":{"group":"g","topic":"t","partition":0}}';
    assert.deepEqual(contents, [
      ` key: ${keyJson} payload: {"version":"3","data":{"offset":5,"leaderEpoch":1,` +
        '"metadata":"","commitTimestamp":9}}',
      ` key: ${keyJson} payload: <DELETE>`,
      ' key: Unknown record type 32639 at offset 2, skipping.',
      '',
    ]);
    assert.equal(exit, 1);
    assert.match(err, /Failed to decode message at offset 3 .* \(message had a missing key\)/);
  });

  test('cluster metadata', async () => {
    const topicId = 'AAAAAAAAAAAAAAAAAAAAAQ';
    const record = writeMetadataRecord(topicRecord, { name: 't', topicId }, 0);
    write(`e/${SEGMENT}-0000000003.checkpoint`, batch(0, [[null, record], [null, 'x']]));
    const args = `--files e/${SEGMENT}-0000000003.checkpoint --cluster-metadata-decoder`;
    const [, title, , one, two] = await lines(args);
    assert.equal(title, 'Snapshot end offset: 0, epoch: 3');
    assert.match(
      one ?? '',
      / payload: \{"type":"TOPIC_RECORD","version":0,"data":\{"name":"t","topicId":"A{21}Q"\}\}$/,
    );
    assert.match(two ?? '', / payload: Error at 1, skipping\. .* unknown frame version 120\(only/);
  });

  test('numbers', async () => {
    write(`f/${SEGMENT}.log`, batch(0, [['k', new Uint8Array([255, 255, 255, 254])]]));
    const decoder = '--value-decoder-class org.apache.kafka.tools.api.IntegerDecoder';
    assert.match((await dump(`--files f/${SEGMENT}.log ${decoder}`)).out, / payload: -2\n$/);
    const none = await dump(`--files f/${SEGMENT}.log --value-decoder-class none`);
    assert.equal(none.exit, 1);
    assert.match(none.err, /Failed to load decoder class/);
  });
});

describe('indexes', () => {
  const batches = [batch(0, [['a', '1']]), batch(1, [['a', '2'], ['b', '3']])];
  const [first] = batches;
  const position = first?.length ?? 0;
  write(`g/${SEGMENT}.log`, ...batches);

  type Entry = readonly [number, number];

  function offsetIndex(...entries: readonly Entry[]): Buffer {
    const bytes = Buffer.alloc(entries.length * 8);
    entries.forEach(([offset, at], slot) => {
      bytes.writeInt32BE(offset, slot * 8);
      bytes.writeInt32BE(at, slot * 8 + 4);
    });
    return bytes;
  }

  function timeIndex(...entries: readonly Entry[]): Buffer {
    const bytes = Buffer.alloc(entries.length * 12);
    entries.forEach(([time, offset], slot) => {
      bytes.writeBigInt64BE(BigInt(time), slot * 12);
      bytes.writeInt32BE(offset, slot * 12 + 8);
    });
    return bytes;
  }

  const dumpBoth = `--files g/${SEGMENT}.index,g/${SEGMENT}.timeindex`;

  test('entries; zeros after a crash end them', async () => {
    write(`g/${SEGMENT}.index`, offsetIndex([2, position], [0, 0], [0, 0]));
    write(`g/${SEGMENT}.timeindex`, timeIndex([1700000000000, 0], [1700000000001, 2], [0, 0]));
    assert.deepEqual(await lines(dumpBoth), [
      `Dumping g/${SEGMENT}.index`,
      `offset: 2 position: ${position}`,
      `Dumping g/${SEGMENT}.timeindex`,
      'timestamp: 1700000000000 offset: 0',
      'timestamp: 1700000000001 offset: 2',
    ]);
    assert.equal((await lines(`${dumpBoth} --verify-index-only`)).length, 2);
    const [, sane] = await lines(`--files g/${SEGMENT}.index --index-sanity-check`);
    assert.equal(sane, `g/${SEGMENT}.index passed sanity check.`);
    // The zeros are entries to the broker as well: it would build the index anew.
    assert.match((await dump(`${dumpBoth} --index-sanity-check`)).err, /timestamp is less than/);
  });

  test('what does not agree with the log', async () => {
    write(`g/${SEGMENT}.index`, offsetIndex([1, position], [3, 0]));
    write(`g/${SEGMENT}.timeindex`, timeIndex([5, 0], [4, 2], [6, 9]));
    const { exit, err } = await dump(dumpBoth);
    assert.equal(exit, 0);
    const path = `${io.directory}/g/${SEGMENT}`;
    assert.deepEqual(err.trimEnd().split('\n'), [
      `Mismatches in :${path}.index`,
      '  Index offset: 3, log offset: 0',
      '  Index offset: 1, log offset: 2',
      `Found timestamp mismatch in :${path}.timeindex`,
      '  Index timestamp: 5, log timestamp: 1700000000000',
      '  Index timestamp: 4, log timestamp: 1700000000001',
      `Found out of order timestamp in :${path}.timeindex`,
      '  Index timestamp: 4, Previously indexed timestamp: 5',
      `The following indexed offsets are not found in :${path}.timeindex`,
      'Indexed offset: 9, found log offset: -1',
    ]);
  });

  test('a size that is no multiple of an entry', async () => {
    write(`g/${SEGMENT}.index`, Buffer.alloc(12));
    const { exit, err } = await dump(`--files g/${SEGMENT}.index --index-sanity-check`);
    assert.equal(exit, 1);
    assert.match(err, /found 12 bytes which is neither positive nor a multiple of 8/);
  });

  test('an empty one, and aborted transactions', async () => {
    const aborted = Buffer.alloc(34);
    [7, 1, 5, 6].forEach((value, at) => aborted.writeBigInt64BE(BigInt(value), 2 + at * 8));
    write(`g/${SEGMENT}.index`);
    write(`g/${SEGMENT}.txnindex`, aborted);
    assert.deepEqual(await lines(`--files g/${SEGMENT}.index,g/${SEGMENT}.txnindex`), [
      `Dumping g/${SEGMENT}.index`,
      `g/${SEGMENT}.index is empty.`,
      `Dumping g/${SEGMENT}.txnindex`,
      'version: 0 producerId: 7 firstOffset: 1 lastOffset: 5 lastStableOffset: 6',
    ]);
  });
});

describe('files of other kinds', () => {
  test('are told and passed over', async () => {
    const { exit, out, err } = await dump('--files x,y.txt');
    assert.deepEqual([exit, out], [0, 'Dumping x\nDumping y.txt\n']);
    assert.equal(err, 'Ignoring unknown file x\nIgnoring unknown file y.txt\n');
  });

  test('that are not there', async () => {
    const { exit, out } = await dump(`--files none/${SEGMENT}.log`);
    assert.deepEqual(
      [exit, out],
      [1, `Dumping none/${SEGMENT}.log\nLog starting offset: 0\n`],
    );
    assert.equal((await dump('--files abc.log')).exit, 1);
  });

  test('a snapshot that is none', async () => {
    write(`h/${SEGMENT}.snapshot`, Buffer.from('nonsense'));
    const { exit, err } = await dump(`--files h/${SEGMENT}.snapshot`);
    assert.equal(exit, 0);
    assert.match(err, /8 bytes are too few/);
  });
});

test('wrong usage', async () => {
  assert.equal((await io.run(dumpLog, [])).exit, 1);
  assert.match((await dump('--print-data-log')).err, /^Missing required argument "\[files\]"/);
});
