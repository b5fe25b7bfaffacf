import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  formatEpochs,
  formatOffsets,
  isOurs,
  parseEpochs,
  parseOffsets,
} from './checkpoint-text.ts';
import {
  joinPath,
  nameOf,
  offsetName,
  offsetOfFile,
  offsetOfName,
  parentOf,
  parsePartitionDirectory,
  setAsideDirectory,
} from './file-names.ts';

const ID = '0123456789abcdef0123456789abcdef';

const DIRECTORIES: readonly (readonly [string, string | undefined])[] = [
  ['flights-0', 'flights 0 current'],
  ['a-b-12', 'a-b 12 current'],
  ['with.dots_and-dashes-3', 'with.dots_and-dashes 3 current'],
  [`flights-0.${ID}-delete`, 'flights 0 delete'],
  [`flights-0.${ID}-future`, 'flights 0 future'],
  [`a.b-c-7.${ID}-stray`, 'a.b-c 7 stray'],
  ['flights', undefined],
  ['-0', undefined],
  ['flights-', undefined],
  ['flights-x', undefined],
  ['flights-0.123-delete', undefined],
];

for (const [name, wanted] of DIRECTORIES) {
  test(`directory ${name}`, () => {
    const parsed = parsePartitionDirectory(name);
    assert.equal(parsed && `${parsed.topic} ${parsed.partition} ${parsed.kind}`, wanted);
  });
}

test('the name of a directory that is set aside fits every file system', () => {
  const short = setAsideDirectory({ topic: 'flights', partition: 3 }, 'stray', ID);
  assert.equal(short, `flights-3.${ID}-stray`);
  const long = setAsideDirectory({ topic: 't'.repeat(249), partition: 11 }, 'delete', ID);
  assert.equal(long.length, 255);
  assert.ok(long.endsWith(`-11.${ID}-delete`));
  assert.equal(parsePartitionDirectory(long)?.kind, 'delete');
});

test('file names carry offsets of twenty digits', () => {
  assert.equal(offsetName(1_079), '00000000000000001079');
  assert.equal(offsetOfFile('00000000000000001079.log', '.log'), 1_079);
  assert.equal(offsetOfFile('1079.log', '.log'), undefined);
  assert.equal(offsetOfFile('00000000000000001079.log.deleted', '.log'), undefined);
  assert.equal(offsetOfName('00000000000000000007.log.swap'), 7);
  assert.deepEqual(['leader-epoch-checkpoint', 'x.log'].map(offsetOfName), [undefined, undefined]);
});

test('paths', () => {
  assert.deepEqual([joinPath('/a', 'b'), joinPath('/a/', 'b')], ['/a/b', '/a/b']);
  assert.deepEqual([parentOf('/a/b'), parentOf('/a'), parentOf('a')], ['/a', '/', '.']);
  assert.equal(nameOf('/a/b-0'), 'b-0');
});

test('checkpoints of offsets are Kafka’s text', () => {
  const entries = [
    { topic: 'flights', partition: 0, offset: 20_037 },
    { topic: '__transaction_state', partition: 45, offset: 20 },
  ];
  const text = '0\n2\nflights 0 20037\n__transaction_state 45 20\n';
  assert.deepEqual(parseOffsets(text), entries);
  assert.equal(formatOffsets(entries), text.replace('\n2\n', '\n02\n'));
  assert.deepEqual(parseOffsets(formatOffsets(entries)), entries);
  assert.deepEqual(
    parseOffsets('0\n1\nflights   3\t9'),
    [{ topic: 'flights', partition: 3, offset: 9 }],
  );
  assert.deepEqual(parseOffsets(''), []);
  assert.deepEqual(parseOffsets(formatOffsets([])), []);
});

test('a checkpoint tells whether we wrote it', () => {
  assert.ok(isOurs(formatOffsets([])));
  assert.ok(isOurs(formatOffsets([{ topic: 'flights', partition: 0, offset: 3 }])));
  for (const text of ['', '0\n', '0\n0\n', '0\n10\n', '0\n1\nflights 0 3\n', '05\n']) {
    assert.ok(!isOurs(text), JSON.stringify(text));
  }
});

test('checkpoints of epochs are Kafka’s text', () => {
  const entries = [
    { epoch: 0, startOffset: 0 },
    { epoch: 4, startOffset: 375 },
  ];
  assert.equal(formatEpochs(entries), '0\n2\n0 0\n4 375\n');
  assert.deepEqual(parseEpochs('0\n2\n0 0\n4 375\n'), entries);
});

const MALFORMED: readonly (readonly [string, string, RegExp])[] = [
  ['another version', '1\n0\n', /version is 1/],
  ['no version', '\n', /version/],
  ['too few entries', '0\n2\na 0 1\n', /announces 2 entries and has 1/],
  ['too many entries', '0\n0\na 0 1\n', /announces 0 entries and has 1/],
  ['no count', '0\nx\n', /announces x/],
  ['a word too many', '0\n1\na 0 1 2\n', /malformed line "a 0 1 2"/],
  ['a word too few', '0\n1\na 0\n', /malformed line/],
  ['no number', '0\n1\na 0 x\n', /malformed line/],
  ['a number out of range', '0\n1\na 0 99999999999999999999\n', /malformed line/],
];

for (const [name, text, message] of MALFORMED) {
  test(`a checkpoint with ${name}`, () => {
    assert.throws(() => parseOffsets(text), message);
  });
}

test('malformed epochs', () => {
  for (const text of ['0\n1\n1\n', '0\n1\n1 2 3\n', '0\n1\nx 0\n']) {
    assert.throws(() => parseEpochs(text), /malformed line/);
  }
});
