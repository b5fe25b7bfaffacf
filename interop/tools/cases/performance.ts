// Sets of arguments for the measuring tools (producer-perf-test, consumer-perf-test, e2e-latency)
// and for those that system tests drive (verifiable-producer, verifiable-consumer).

import type { ToolCase, ToolMask, ToolName, ToolStep } from '../tool-case.ts';

const SERVER = ['--bootstrap-server', '{bootstrap}'] as const;

/** Every number that was measured: all with a fraction, and latencies in whole milliseconds. */
const MEASURED: readonly ToolMask[] = [
  { pattern: /\d+\.\d+|NaN/g, with: '#' },
  { pattern: /\d+ ms/g, with: '# ms' },
  { pattern: /= \d+/g, with: '= #' },
];
/** Rows of consumer-perf-test: dates and milliseconds as well. */
const ROWS: readonly ToolMask[] = [
  { pattern: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d:\d{3}/g, with: '{date}' },
  { pattern: /\d+\.\d+(E-?\d+)?|NaN|Infinity/g, with: '#' },
  { pattern: /(#, \d+, #), \d+, \d+, #, #$/gm, with: '$1, #, #, #, #' },
];
const EVENTS: readonly ToolMask[] = [
  { pattern: /"avg_throughput":[\d.E-]+/g, with: '"avg_throughput":#' },
];

function words(args: string): string[] {
  return args === '' ? [] : args.split(' ');
}

function caseOf(
  tool: ToolName,
  masks: readonly ToolMask[],
): (name: string, args: string, more?: Partial<ToolCase>) => ToolCase {
  return (name, args, more = {}) => ({
    name: `${tool}: ${name}`,
    tool,
    args: [...SERVER, ...words(args)],
    masks,
    ...more,
  });
}

const MADE: readonly ToolStep[] = [
  { tool: 'topics', args: [...SERVER, '--create', '--topic', '{own}', '--partitions', '1'] },
];
const SEEN: readonly ToolStep[] = [
  {
    tool: 'console-consumer',
    args: [...SERVER, ...words('--topic {own} --from-beginning --timeout-ms 3000 --partition 0')],
  },
];

const produce = caseOf('producer-perf-test', MEASURED);
const TEN = '--topic {own} --num-records 10 --throughput -1';

export const producing: readonly ToolCase[] = [
  produce('ten records', `${TEN} --record-size 10`, { setup: MADE }),
  produce('a topic that is not there yet', `${TEN} --record-size 10`),
  produce('a growing number', `${TEN} --payload-monotonic`, { setup: MADE, after: SEEN }),
  produce('payloads of a file', `${TEN} --payload-file {dir}/payloads.txt`, {
    setup: MADE,
    files: { 'payloads.txt': 'same\n' },
    after: SEEN,
  }),
  produce(
    'payloads with another delimiter',
    `${TEN} --payload-file {dir}/p.txt --payload-delimiter ;`,
    {
      setup: MADE,
      files: { 'p.txt': 'a;b;;c' },
    },
  ),
  produce('an empty file', `${TEN} --payload-file {dir}/p.txt`, { files: { 'p.txt': '' } }),
  produce('no file', `${TEN} --payload-file {dir}/none.txt`),
  produce(
    'a limit of throughput',
    '--topic {own} --num-records 50 --throughput 100 --record-size 10',
    {
      setup: MADE,
    },
  ),
  produce('a warm-up', `${TEN} --record-size 10 --warmup-records 4`, { setup: MADE }),
  produce('a long interval', `${TEN} --record-size 10 --reporting-interval 60000`, { setup: MADE }),
  produce(
    'settings',
    `${TEN} --record-size 10 --command-property acks=1 linger.ms=1`,
    { setup: MADE },
  ),
  produce(
    'settings, in the old way',
    `${TEN} --record-size 10 --producer-props acks=1`,
    { setup: MADE },
  ),
  produce('settings of a file', `${TEN} --record-size 10 --command-config {dir}/c`, {
    setup: MADE,
    files: { c: 'acks=1\n' },
  }),
  produce(
    'settings of a file, in the old way',
    `${TEN} --record-size 10 --producer.config {dir}/c`,
    {
      setup: MADE,
      files: { c: 'acks=1\n' },
    },
  ),
  produce('both ways', `${TEN} --record-size 10 --producer-props a=b --command-property c=d`),
  produce('both files', `${TEN} --record-size 10 --producer.config a --command-config b`),
  produce('half a setting', `${TEN} --record-size 10 --command-property acks`),
  produce('a setting that is none', `${TEN} --record-size 10 --command-property acks=7`),
  produce('no payload', TEN),
  produce('two payloads', `${TEN} --record-size 10 --payload-monotonic`),
  produce('no records', '--topic {own} --num-records 0 --throughput -1 --record-size 10'),
  produce('records in words', '--topic {own} --num-records ten --throughput -1 --record-size 10'),
  produce('no size', `${TEN} --record-size 0`),
  produce('no throughput', '--topic {own} --num-records 10 --record-size 10'),
  produce(
    'a throughput in words',
    '--topic {own} --num-records 10 --record-size 10 --throughput x',
  ),
  produce('a warm-up of all', `${TEN} --record-size 10 --warmup-records 10`),
  produce('no interval', `${TEN} --record-size 10 --reporting-interval 0`),
  produce('an option that is none', `${TEN} --record-size 10 --nonsense`),
  produce('no server', '', { args: words(`${TEN} --record-size 10`) }),
];

const consume = caseOf('consumer-perf-test', ROWS);

export const consuming: readonly ToolCase[] = [
  consume('all records', '--topic words --num-records 10'),
  consume('a group', '--topic words --num-records 10 --group {own}'),
  consume('without header', '--topic words --num-records 10 --hide-header'),
  consume('by pattern', '--include word. --num-records 10'),
  consume('the old way', '--topic words --messages 10'),
  consume('more than there are', '--topic words --num-records 11 --timeout 4000'),
  consume('nothing', '--topic words --num-records 0', {
    masks: [
      ...ROWS,
      { pattern: /, #, 0, #, #, #, #$/gm, with: ', #' },
      { pattern: /, \d+, -?\d+, /g, with: ', ' },
    ],
  }),
  consume(
    'details',
    '--topic words --num-records 10 --show-detailed-stats --reporting-interval 60000',
  ),
  consume('a file', '--topic words --num-records 10 --command-config {dir}/c', {
    files: { c: 'fetch.max.wait.ms=10\n' },
  }),
  consume('a file, in the old way', '--topic words --num-records 10 --consumer.config {dir}/c', {
    files: { c: 'fetch.max.wait.ms=10\n' },
  }),
  consume('settings', '--topic words --num-records 10 --command-property fetch.max.wait.ms=10'),
  consume('both counts', '--topic words --num-records 10 --messages 10'),
  consume('no count', '--topic words'),
  consume('no topic', '--num-records 10'),
  consume('topic and pattern', '--topic words --include words --num-records 10'),
  consume('both files', '--topic words --num-records 10 --command-config a --consumer.config b'),
  consume('a count in words', '--topic words --num-records ten'),
  consume('no interval', '--topic words --num-records 10 --reporting-interval 0'),
  consume('an option that is none', '--topic words --num-records 10 --nonsense'),
  consume('no server', '', { args: words('--topic words --num-records 10') }),
  { name: 'consumer-perf-test: nothing at all', tool: 'consumer-perf-test', args: [] },
];

const measure = caseOf('e2e-latency', [...MEASURED, { pattern: /\t#E-\d+/g, with: '\t#' }]);
const ONE = '--topic {own} --num-records 5 --producer-acks all --record-size 10';

export const latency: readonly ToolCase[] = [
  measure('five records', ONE, { setup: MADE }),
  measure('a topic that is made on the way', ONE),
  measure('acks of the leader', ONE.replace('all', '1'), { setup: MADE }),
  measure(
    'keys and headers',
    `${ONE} --record-key-size 5 --num-headers 2 --record-header-key-size 3 --record-header-size 4`,
    {
      setup: MADE,
    },
  ),
  measure(
    'headers of null',
    `${ONE} --num-headers 1 --record-header-key-size 3 --record-header-size -1`,
    {
      setup: MADE,
    },
  ),
  measure('a file of settings', `${ONE} --command-config {dir}/c`, {
    setup: MADE,
    files: { c: 'client.id=measured\n' },
  }),
  measure('by position', '', { setup: MADE, args: words('{bootstrap} {own} 5 1 10') }),
  measure('too few positions', '', { args: words('{bootstrap} {own} 5 1') }),
  measure('no acks', ONE.replace('all', '0')),
  measure('no records', ONE.replace('records 5', 'records 0')),
  measure('a negative size', ONE.replace('size 10', 'size -1')),
  measure('a negative key', `${ONE} --record-key-size -1`),
  measure('no topic', ONE.replace('--topic {own} ', '')),
  { name: 'e2e-latency: nothing at all', tool: 'e2e-latency', args: [] },
];

const verify = caseOf('verifiable-producer', EVENTS);

export const verifiableProducing: readonly ToolCase[] = [
  verify('three records', '--topic {own} --max-messages 3', { setup: MADE }),
  verify('no record', '--topic {own} --max-messages 0', { setup: MADE }),
  verify(
    'a prefix and keys',
    '--topic {own} --max-messages 3 --value-prefix 7 --repeating-keys 2',
    {
      setup: MADE,
    },
  ),
  verify('acks of the leader', '--topic {own} --max-messages 3 --acks 1', { setup: MADE }),
  verify('no acks', '--topic {own} --max-messages 3 --acks 0', { setup: MADE }),
  verify(
    'a limit of throughput',
    '--topic {own} --max-messages 3 --throughput 10',
    { setup: MADE },
  ),
  verify('a topic that cannot be', '--topic bad* --max-messages 1'),
  verify('a file of settings', '--topic {own} --max-messages 2 --command-config {dir}/c', {
    setup: MADE,
    files: { c: 'client.id=v\n' },
  }),
  verify('a file, in the old way', '--topic {own} --max-messages 2 --producer.config {dir}/c', {
    setup: MADE,
    files: { c: 'client.id=v\n' },
  }),
  verify('acks that are none', '--topic {own} --max-messages 3 --acks 3'),
  verify('no topic', '--max-messages 3'),
  verify('both files', '--topic {own} --producer.config a --command-config b'),
  verify('a file that is not there', '--topic {own} --max-messages 3 --command-config {dir}/none'),
];

const read = caseOf('verifiable-consumer', EVENTS);

export const verifiableConsuming: readonly ToolCase[] = [
  read('some records', '--topic words --group-id {own} --max-messages 4'),
  read('told one by one', '--topic words --group-id {own} --max-messages 4 --verbose'),
  read('auto-commit', '--topic words --group-id {own} --max-messages 10 --enable-autocommit'),
  read('a static member', '--topic words --group-id {own} --max-messages 10 --group-instance-id i'),
  read(
    'a session timeout',
    '--topic words --group-id {own} --max-messages 10 --session-timeout 8000',
  ),
  read('until it is stopped', '--topic words --group-id {own}', {
    stopAfterMs: 20_000,
    alone: true,
  }),
  read(
    'a strategy',
    '--topic words --group-id {own} --max-messages 10 --assignment-strategy ' +
      'org.apache.kafka.clients.consumer.RoundRobinAssignor',
  ),
  read('no group', '--topic words --max-messages 4'),
  read('no topic', '--group-id g --max-messages 4'),
  read('a policy that is none', '--topic words --group-id {own} --reset-policy x --max-messages 4'),
  read(
    'a protocol that is none',
    '--topic words --group-id {own} --group-protocol x --max-messages 4',
  ),
  read('both files', '--topic words --group-id g --consumer.config a --command-config b'),
  read('a count in words', '--topic words --group-id g --max-messages four'),
];
