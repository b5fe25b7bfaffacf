import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { progressLine } from './progress.ts';
import { RecordReader } from './record-reader.ts';
import { FormatError } from './tokens.ts';

/** Records as `key=value` and more, in one word each. */
function read(format: string, ...pieces: string[]): string[] {
  const reader = new RecordReader(format);
  const records = [...pieces.flatMap((piece) => [...reader.read(piece)]), ...reader.end()];
  return records.map(({ topic, partition, timestamp, key, value, headers }) => {
    const text = (bytes: Uint8Array | undefined): string =>
      bytes === undefined ? '' : Buffer.from(bytes).toString();
    const listed = headers.map(([name, bytes]) => `${name}:${text(bytes)}`).join();
    return [topic, partition, timestamp, text(key), text(value), listed].map(String).join('|');
  });
}

const plain = (key: string, value: string): string =>
  `undefined|undefined|undefined|${key}|${value}|`;

describe('read', () => {
  test('lines; the last needs no end', () => {
    assert.deepEqual(read('%v\\n', 'a\nb\n'), [plain('', 'a'), plain('', 'b')]);
    assert.deepEqual(read('%v\\n', 'a\nb'), [plain('', 'a'), plain('', 'b')]);
    assert.deepEqual(read('%v\\n', ''), []);
    assert.deepEqual(read('%v\\n', '\n'), [plain('', '')]);
  });

  test('in any pieces', () => {
    const text = 'k1::v1\nk2::v2\n';
    const expected = [plain('k1', 'v1'), plain('k2', 'v2')];
    for (let cut = 0; cut <= text.length; cut++) {
      assert.deepEqual(read('%k::%v\\n', text.slice(0, cut), text.slice(cut)), expected);
    }
  });

  test('all fields', () => {
    assert.deepEqual(
      read('<%t %p %d %k{hex} %h{%k=%v} %v{base64}>\\n', '<t 3 17 6b h=x dg==>\n'),
      ['t|3|17|k|v|h:x'],
    );
  });

  test('without an end, all there is', () => {
    assert.deepEqual(read('%v', 'a\n', 'b\n'), [plain('', 'a\nb\n')]);
  });

  test('several headers', () => {
    assert.deepEqual(read('%h %h %v\\n', 'a=1 b=2 x\n'), [`${plain('', 'x')}a:1,b:2`]);
  });
});

describe('refused', () => {
  const table: [format: string, text: string, message: RegExp][] = [
    ['%k%v\\n', '', /^the format '%k%v\\n' has nothing between %k and %v /],
    ['only text', '', /holds no field$/],
    ['%o\\n', '', /holds %o: known are %k %v /],
    ['%h{%k}\\n', '', /^%h\{%k\} must be like %h\{%k=%v\}$/],
    ['%k\\t%v\\n', 'a\tb\nno tab', /^record 2 does not fit the format '%k\\t%v\\n': "no tab"$/],
    ['>%v\\n', '>a\nb\n', /^record 2 does not begin with ">"$/],
    ['%p %v\\n', 'x y\n', /^'x' is no partition$/],
    ['%v{hex}\\n', 'zz\n', /^'zz' is not hex$/],
    ['%h %v\\n', 'nothing v\n', /^'nothing' is no header: it holds no '='$/],
  ];
  for (const [format, text, message] of table) {
    test(`${format} ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => read(format, text),
        (error) => error instanceof FormatError && message.test(error.message),
      );
    });
  }
});

test('progress', () => {
  assert.equal(progressLine(0, 0, 0), '0 records, 0 B, 0 records/s, 0 B/s');
  assert.equal(
    progressLine(1_234_567, 2_500_000_000, 10_000),
    '1,234,567 records, 2.5 GB, 123,457 records/s, 250.0 MB/s',
  );
});
