// kafka-console-producer.sh: what is read, the readers' properties, codecs and errors.

import type { ToolCase, ToolStep } from '../tool-case.ts';

const own = ['--bootstrap-server', '{bootstrap}', '--topic', '{own}'];
const made: readonly ToolStep[] = [
  { tool: 'topics', args: ['--create', ...own, '--partitions', '1'] },
];

function printed(count: number): readonly ToolStep[] {
  const names = ['key', 'headers', 'value', 'offset', 'partition'];
  const print = names.flatMap((name) => ['--formatter-property', `print.${name}=true`]);
  const from = ['--partition', '0', '--offset', 'earliest', '--timeout-ms', '20000'];
  const args = [...own, ...from, '--max-messages', String(count), ...print];
  return [{ tool: 'console-consumer', args }];
}

function producer(name: string, args: readonly string[], more: Partial<ToolCase> = {}): ToolCase {
  return { name: `console-producer: ${name}`, tool: 'console-producer', args, ...more };
}

function property(...properties: readonly string[]): readonly string[] {
  return properties.flatMap((each) => ['--reader-property', each]);
}

function client(...properties: readonly string[]): readonly string[] {
  return properties.flatMap((each) => ['--producer-property', each]);
}

const HEADERS = property('parse.headers=true', 'parse.key=true');

export const producerCases: readonly ToolCase[] = [
  producer('no arguments', []),
  producer('version', ['--version']),
  producer('no topic', ['--bootstrap-server', '{bootstrap}']),
  producer('no broker', ['--topic', 'orders']),
  producer('an option that is none', [...own, '--colour', 'red']),
  producer('lines', own, { setup: made, stdin: 'one\ntwo\n', after: printed(2) }),
  producer('a last line without an end', own, {
    setup: made,
    stdin: 'one\ntwo',
    after: printed(2),
  }),
  producer('empty lines', own, { setup: made, stdin: 'one\n\nthree\n', after: printed(3) }),
  producer('keys', [...own, ...property('parse.key=true')], {
    setup: made,
    stdin: 'a\t1\nb\t2\n',
    after: printed(2),
  }),
  producer('keys by another mark', [...own, ...property('parse.key=true', 'key.separator=:')], {
    setup: made,
    stdin: 'a:1\nb:2:3\n',
    after: printed(2),
  }),
  producer('a key that is missing', [...own, ...property('parse.key=true')], {
    setup: made,
    stdin: 'a\t1\nno key\n',
  }),
  producer('missing keys allowed', [...own, ...property('parse.key=true', 'ignore.error=true')], {
    setup: made,
    stdin: 'a\t1\nno key\n',
    after: printed(2),
  }),
  producer('headers', [...own, ...HEADERS], {
    setup: made,
    stdin: 'h1:v1,h2:v2\ta\t1\n',
    after: printed(1),
  }),
  producer('half a header', [...own, ...HEADERS], { setup: made, stdin: 'h1\ta\t1\n' }),
  producer('a mark for null', [...own, ...property('parse.key=true', 'null.marker=NULL')], {
    setup: made,
    stdin: 'a\tNULL\nNULL\t2\n',
    after: printed(2),
  }),
  producer('the old name of a property', [...own, '--property', 'parse.key=true'], {
    setup: made,
    stdin: 'a\t1\n',
    after: printed(1),
  }),
  ...['gzip', 'snappy', 'lz4', 'zstd', 'none'].map((codec) =>
    producer(`compressed with ${codec}`, [...own, '--compression-codec', codec], {
      setup: made,
      stdin: 'one\ntwo\n',
      after: printed(2),
    }),
  ),
  producer('compressed with what is none', [...own, '--compression-codec', 'rar'], { setup: made }),
  producer('synchronously', [...own, '--sync'], { setup: made, stdin: 'one\n', after: printed(1) }),
  producer('acks 0', [...own, ...client('acks=0', 'enable.idempotence=false')], {
    setup: made,
    stdin: 'one\n',
    after: printed(1),
  }),
  producer('a property that is none', [...own, ...client('acks=many')], { stdin: 'one\n' }),
  producer('half a property', [...own, ...client('acks')], { stdin: 'one\n' }),
  producer('a topic with a bad name', ['--bootstrap-server', '{bootstrap}', '--topic', 'a/b'], {
    stdin: 'one\n',
  }),
];
