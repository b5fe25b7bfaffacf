// kafka-console-consumer.sh: what is printed, the formatters' properties, groups and errors.

import type { ToolCase } from '../tool-case.ts';

const read = ['--bootstrap-server', '{bootstrap}', '--timeout-ms', '20000'];
const words = [...read, '--topic', 'words', '--partition', '0', '--offset'];
const all = [...words, 'earliest', '--max-messages', '10'];
const one = [...words, '0', '--max-messages', '1'];
const trimmed = [...read, '--topic', 'trimmed', '--max-messages', '2'];
const own = [...read, '--group', '{own}'];
const FORMATTERS = 'org.apache.kafka.tools.consumer';
const SERIALIZATION = 'org.apache.kafka.common.serialization';

function consumer(name: string, args: readonly string[], more: Partial<ToolCase> = {}): ToolCase {
  return { name: `console-consumer: ${name}`, tool: 'console-consumer', args, ...more };
}

/** `args` and these properties of the formatter. */
function format(args: readonly string[], ...properties: readonly string[]): readonly string[] {
  return [...args, ...properties.flatMap((each) => ['--formatter-property', each])];
}

const usage = [
  consumer('no arguments', []),
  consumer('version', ['--version']),
  consumer('no topic', ['--bootstrap-server', '{bootstrap}']),
  consumer('no broker', ['--topic', 'words']),
  consumer('an option that is none', [...all, '--colour', 'red']),
  consumer('a topic and a pattern', [...all, '--include', 'w.*']),
  consumer('an offset without a partition', [...read, '--topic', 'words', '--offset', '3']),
  consumer('an offset and the beginning', [...words, '3', '--from-beginning']),
  consumer('an offset below zero', [...words, '-3']),
  consumer('an offset that is none', [...words, 'middle']),
  consumer('a partition with a group', [...all, '--group', '{own}']),
  consumer('an isolation that is none', [...all, '--isolation-level', 'read_all']),
  consumer('half a property', [...all, '--consumer-property', 'fetch.max.wait.ms']),
];

const positions = [
  consumer('all of a partition', all),
  consumer('from an offset', [...words, '7', '--max-messages', '3']),
  consumer('at most none', [...words, 'earliest', '--max-messages', '0']),
  consumer('from after the log start', [...trimmed, '--partition', '0', '--offset', '5']),
  consumer('from before the log start', [...trimmed, '--partition', '0', '--offset', 'earliest']),
  consumer('nothing comes', [
    ...['--bootstrap-server', '{bootstrap}', '--timeout-ms', '1500'],
    ...['--topic', 'empty', '--partition', '0', '--offset', 'earliest'],
  ]),
  consumer('a partition that is not there', [
    ...['--bootstrap-server', '{bootstrap}', '--timeout-ms', '2000'],
    ...['--topic', 'words', '--partition', '9', '--offset', 'earliest'],
  ]),
  consumer('committed only', [...all, '--isolation-level', 'read_committed']),
  consumer('a property', [...all, '--consumer-property', 'fetch.max.wait.ms=100']),
  consumer('with the events of system tests', [...all, '--enable-systest-events']),
];

const PRINTED = ['key', 'timestamp', 'headers', 'offset', 'partition', 'delivery', 'epoch'];

const formats = [
  consumer('keys', format(all, 'print.key=true')),
  consumer('keys by another mark', format(all, 'print.key=true', 'key.separator=|')),
  consumer('everything', format(all, ...PRINTED.map((name) => `print.${name}=true`))),
  consumer('keys only', format(all, 'print.key=true', 'print.value=false')),
  consumer('a word for null', format(all, 'print.key=true', 'null.literal=nothing')),
  consumer(
    'headers by other marks',
    format(
      all,
      'print.headers=true',
      'headers.separator=;',
      `headers.deserializer=${SERIALIZATION}.StringDeserializer`,
    ),
  ),
  consumer('lines by another mark', format(all, 'line.separator=#')),
  consumer(
    'values as integers',
    format(one, `value.deserializer=${SERIALIZATION}.IntegerDeserializer`),
  ),
  consumer('the old name of a property', [...all, '--property', 'print.key=true']),
  consumer('by the logging formatter', [
    ...one,
    '--formatter',
    `${FORMATTERS}.LoggingMessageFormatter`,
  ]),
  consumer('by no formatter', [...all, '--formatter', `${FORMATTERS}.NoOpMessageFormatter`]),
  consumer('by a formatter that is none', [...all, '--formatter', 'com.example.Formatter']),
];

const groups = [
  consumer('in a group', [
    ...own,
    ...['--topic', 'words', '--from-beginning', '--max-messages', '10'],
  ]),
  consumer(
    'two topics by pattern',
    [...own, '--include', 'words|trimmed', '--from-beginning', '--max-messages', '25'],
    { anyOrder: true },
  ),
  consumer(
    'in a group, which commits',
    [...own, '--topic', 'words', '--from-beginning', '--max-messages', '10'],
    {
      after: [
        {
          tool: 'consumer-groups',
          args: ['--bootstrap-server', '{bootstrap}', '--describe', '--group', '{own}'],
        },
      ],
    },
  ),
];

export const consumerCases: readonly ToolCase[] = [...usage, ...positions, ...formats, ...groups];
