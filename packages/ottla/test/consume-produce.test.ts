// `produce` and `consume` against a node of Ottla: what goes in by one format comes out by another.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { consume } from '../src/commands/consume.ts';
import { produce } from '../src/commands/produce.ts';
import { topics } from '../src/commands/topics.ts';
import { SimulatedTools, type RunOptions, type ToolRun } from './simulated-tools.ts';

let tools: SimulatedTools;

before(async () => {
  tools = await SimulatedTools.start();
});

after(() => tools.stop());

function send(args: string, input: string): Promise<ToolRun> {
  return tools.run(produce, `-b broker:9092 ${args}`.trim(), { input });
}

function read(args: string, options?: RunOptions): Promise<ToolRun> {
  return tools.run(consume, `-b broker:9092 ${args}`.trim(), options);
}

describe('from one to the other', () => {
  test('lines', async () => {
    assert.deepEqual(await send('lines', 'a\nb\n'), { exit: 0, out: '', err: '' });
    assert.deepEqual(await read('lines -e'), { exit: 0, out: 'a\nb\n', err: '' });
  });

  test('keys, headers and nulls, as kcat has them', async () => {
    await send('-t kcat -K : -Z -H source=test', 'k1:v1\nk2:\n:v3\n');
    assert.equal((await read('kcat -e -K = -Z NULL')).out, 'k1=v1\nk2=NULL\nNULL=v3\n');
    const first = JSON.parse((await read('-t kcat -J -c 1')).out);
    assert.deepEqual(
      [first.key, first.payload, first.headers, first.offset],
      ['k1', 'v1', ['source', 'test'], 0],
    );
  });

  test('every field by a format', async () => {
    const format = String.raw`%t,%d,%k{hex},%h{%k=%v},%v{base64}\n`;
    await send(`-f ${format}`, 'formatted,17,6b,h=x,dg==\n');
    const { out } = await read(String.raw`formatted -e -f %o:%d:%k:%h:%v:%K:%V\n`);
    assert.equal(out, '0:17:k:h=x:v:1:1\n');
  });

  test('what arrived is told where that is asked for', async () => {
    const { out } = await send(String.raw`told -k key -o %t/%p@%o=%k:%v\n`, 'a\nb\n');
    assert.equal(out, 'told/0@0=key:a\ntold/0@1=key:b\n');
  });

  test('files: one record each, or many', async () => {
    tools.writeFile('two.txt', '1\n2\n');
    await send('files two.txt', '');
    await send('-l files two.txt', '');
    assert.equal((await read(String.raw`files -e -f <%v>`)).out, '<1\n2\n><1><2>');
  });
});

describe('where to start and to end', () => {
  before(() => send('ten', '0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n'));

  const table: [args: string, expected: string][] = [
    ['-e -o -3', '7 8 9 '],
    ['-e -o 8', '8 9 '],
    ['-c 2', '0 1 '],
    ['-c 2 -o 5', '5 6 '],
    ['-e -o end', ''],
    ['-e -o 10', ''],
    ['-e -o @0 -c 1', '0 '],
    ['-e -o @2999-01-01', ''],
    ['-c 0', ''],
  ];
  for (const [args, expected] of table) {
    test(args, async () => {
      assert.equal((await read(`ten ${args} -D \\x20`)).out, expected);
    });
  }

  test('a group remembers', async () => {
    assert.equal((await read('ten -G memory -c 4 -D ,')).out, '0,1,2,3,');
    assert.equal((await read('ten -G memory -c 2 -D ,')).out, '4,5,');
  });

  test('Ctrl-C', async () => {
    const { exit, out } = await read('ten -o -1', { interruptAfterMs: 2_000 });
    assert.deepEqual([exit, out], [130, '9\n']);
  });
});

test('several topics by expression, and some partitions', async () => {
  await tools.run(topics, '--bootstrap-server broker:9092 --create --topic many-a --partitions 3');
  for (const partition of [0, 1, 2]) await send(`many-a -p ${partition}`, `a${partition}\n`);
  await send('many-b', 'b0\n');
  assert.equal((await read('-r many-.* -e -D ,')).out.split(',').toSorted().join(), ',a0,a1,a2,b0');
  assert.equal((await read('many-a -p 0,2 -e -D ,')).out.split(',').toSorted().join(), ',a0,a2');
});

describe('mistakes', () => {
  const table: [tool: 'p' | 'c', args: string, exit: number, message: RegExp][] = [
    ['c', 'nowhere -e', 1, /^there is no topic nowhere\n$/],
    ['c', '', 2, /^name a topic: ottla consume TOPIC\n/],
    ['c', 't -f %q', 2, /^the format '%q' holds %q: known are/],
    ['c', 't -o soon', 2, /^--offset must be start, end, a number, -N or @TIME, got 'soon'\n/],
    ['c', 't -J -f %v', 2, /^Option "\[json\]" can't be used with option "\[format\]"\n/],
    ['c', 'ten -p 7', 1, /^ten has none of the partitions 7\n$/],
    ['p', '', 2, /^name a topic: ottla produce TOPIC\n/],
    ['p', 'ten -f %k%v', 2, /^the format '%k%v' has nothing between %k and %v/],
    ['p', 'ten nofile.txt', 1, /^nofile\.txt: there is no such file\n$/],
    ['p', 'ten -z brotli', 1, /^Invalid value brotli for configuration compression\.type/],
    ['p', 'ten -p 7', 1, /^a record for ten was not sent: partition 7 of ten does not exist/],
  ];
  for (const [tool, args, exit, message] of table) {
    test(`${tool === 'p' ? 'produce' : 'consume'} ${args}`, async () => {
      const ended = await (tool === 'p' ? send(args, 'x\n') : read(args));
      assert.equal(ended.exit, exit);
      assert.match(ended.err, message);
    });
  }

  test('what was read before a mistake is sent all the same', async () => {
    const { exit, err } = await send(String.raw`half -f %k:%v\n`, 'a:1\nb:2\nnothing');
    assert.equal(exit, 2);
    assert.match(err, /^record 3 does not fit the format/);
    assert.equal((await read('half -e')).out, '1\n2\n');
  });
});
