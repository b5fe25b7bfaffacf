// Sets of arguments for kafka-get-offsets.sh, kafka-delete-records.sh, kafka-leader-election.sh and
// kafka-dump-log.sh.

import type { ToolCase, ToolName, ToolStep } from '../tool-case.ts';

function words(args: string): string[] {
  return args === '' ? [] : args.split(' ');
}

const AT = '--bootstrap-server {bootstrap}';

function offsets(name: string, args: string, more: Partial<ToolCase> = {}): ToolCase {
  return { name: `get-offsets: ${name}`, tool: 'get-offsets', args: words(args), ...more };
}

export const offsetsCases: readonly ToolCase[] = [
  offsets('no arguments', ''),
  offsets('no server', '--topic orders'),
  offsets('an option that is none', `${AT} --colour`),
  offsets('version', '--version'),
  offsets('a server without a port', '--bootstrap-server somewhere --topic orders'),
  offsets('settings that are not there', `${AT} --command-config {dir}/none --topic orders`),
  offsets('the ends', `${AT} --topic orders`),
  offsets('the ends of what a pattern means', `${AT} --topic or.*|words`),
  offsets('the ends of two topics', `${AT} --topic orders,words`),
  offsets('of some partitions', `${AT} --topic orders --partitions 0,2`),
  offsets('of partitions by name', `${AT} --topic orders --partitions first`),
  offsets('of a topic that is none', `${AT} --topic nobody`),
  offsets('of a pattern that is none', `${AT} --topic [`),
  offsets('the beginnings', `${AT} --topic trimmed,orders --time earliest`),
  offsets('the beginnings, by number', `${AT} --topic trimmed --time -2`),
  offsets('the latest timestamps', `${AT} --topic orders --time max-timestamp`),
  offsets('the latest timestamps, by number', `${AT} --topic words --time -3`),
  offsets('the local beginnings', `${AT} --topic trimmed --time -4`),
  offsets('the tiered ends', `${AT} --topic orders --time latest-tiered`),
  offsets('by time', `${AT} --topic orders --time 1767226200000`),
  offsets('by a time after all', `${AT} --topic orders --time 9999999999999`),
  offsets('by a time before all', `${AT} --topic orders --time 0`),
  offsets('by a number that means nothing', `${AT} --topic orders --time -9`),
  offsets('by a word that means nothing', `${AT} --topic orders --time soon`),
  offsets('by rules', `${AT} --topic-partitions orders:1-3,words:0`),
  offsets('by open rules', `${AT} --topic-partitions orders:2-,words:-1,empty`),
  offsets('by a rule without a topic', `${AT} --topic-partitions :2 --exclude-internal-topics`),
  offsets('by a rule that is none', `${AT} --topic-partitions a:b:c`),
  offsets('by rules and a topic', `${AT} --topic-partitions orders --topic words`),
  {
    name: 'run-class: get-offsets',
    tool: 'run-class',
    args: words(`org.apache.kafka.tools.GetOffsetShell ${AT} --topic orders`),
  },
];

const own = ['--bootstrap-server', '{bootstrap}', '--topic', '{own}'];
const made: readonly ToolStep[] = [
  { tool: 'topics', args: ['--create', ...own, '--partitions', '2'] },
  { tool: 'console-producer', args: own, stdin: 'a\nb\nc\nd\ne\nf\n' },
];
const beginnings: readonly ToolStep[] = [
  { tool: 'get-offsets', args: [...own, '--time', 'earliest'] },
];

function deletion(name: string, json: string, more: Partial<ToolCase> = {}): ToolCase {
  return {
    name: `delete-records: ${name}`,
    tool: 'delete-records',
    args: words(`${AT} --offset-json-file {dir}/offsets.json`),
    files: { 'offsets.json': json },
    ...more,
  };
}

function entry(partition: number, offset: number | string): string {
  return `{"topic":"{own}","partition":${partition},"offset":${offset}}`;
}

export const deletionCases: readonly ToolCase[] = [
  { name: 'delete-records: no arguments', tool: 'delete-records', args: [] },
  { name: 'delete-records: no file', tool: 'delete-records', args: words(AT) },
  {
    name: 'delete-records: a file that is not there',
    tool: 'delete-records',
    args: words(`${AT} --offset-json-file {dir}/none`),
  },
  deletion('all of two partitions', `{"partitions":[${entry(0, -1)},${entry(1, -1)}]}`, {
    setup: made,
    after: beginnings,
    anyOrder: true,
    // Which partition the lines went to is the producer's choice.
    masks: [{ pattern: /(low_watermark: |:[01]:)\d+/g, with: '$1{offset}' }],
  }),
  deletion('nothing', `{"version":1,"partitions":[${entry(0, 0)}]}`, { setup: made }),
  deletion('beyond the end', `{"version":1,"partitions":[${entry(0, 1000)}]}`, { setup: made }),
  deletion('no partitions', '{"version":1,"partitions":[]}'),
  deletion('another version', '{"version":2,"partitions":[]}'),
  deletion('a version without partitions', '{"version":1}'),
  deletion('a file of something else', 'offsets'),
  deletion('one partition twice', `{"partitions":[${entry(0, 1)},${entry(0, 2)}]}`),
  deletion('a partition without its number', '{"partitions":[{"topic":"a","offset":1}]}'),
  deletion('an offset in words', `{"partitions":[${entry(0, '"one"')}]}`),
];

function election(name: string, args: string, more: Partial<ToolCase> = {}): ToolCase {
  return {
    name: `leader-election: ${name}`,
    tool: 'run-class',
    args: ['org.apache.kafka.tools.LeaderElectionCommand', ...words(args)],
    ...more,
  };
}

const PREFERRED = `${AT} --election-type preferred`;

export const electionCases: readonly ToolCase[] = [
  election('no arguments', ''),
  election('no type', AT),
  election('no partitions', PREFERRED),
  election('a type that is none', `${AT} --election-type quick --all-topic-partitions`),
  election('all', `${PREFERRED} --all-topic-partitions`),
  election('one that has its leader', `${PREFERRED} --topic orders --partition 0`),
  election('unclean', `${AT} --election-type UNCLEAN --topic orders --partition 0`),
  election('a topic without a partition', `${PREFERRED} --topic orders`),
  election('a partition without a topic', `${PREFERRED} --partition 1 --all-topic-partitions`),
  election('a topic that is none', `${PREFERRED} --topic nobody --partition 0`),
  election('a partition that is none', `${PREFERRED} --topic orders --partition 9`),
  election('by a file', `${PREFERRED} --path-to-json-file {dir}/e.json`, {
    files: {
      'e.json':
        '{"partitions":[{"topic":"orders","partition":0},{"topic":"words","partition":0}]}',
    },
  }),
  election('by a file without partitions', `${PREFERRED} --path-to-json-file {dir}/e.json`, {
    files: { 'e.json': '{}' },
  }),
];

const TOOL: ToolName = 'dump-log';
const SEGMENT = '00000000000000000000';
const ORDERS = `{data}/orders-0/${SEGMENT}`;
const WORDS = `{data}/words-0/${SEGMENT}`;

function dump(name: string, args: string, more: Partial<ToolCase> = {}): ToolCase {
  return { name: `dump-log: ${name}`, tool: TOOL, args: words(args), ...more };
}

export const dumpCases: readonly ToolCase[] = [
  dump('no arguments', ''),
  dump('no files', '--print-data-log'),
  dump('an option that is none', `--colour --files ${ORDERS}.log`),
  dump('a prefix of an option', `--fil ${ORDERS}.log`),
  dump('batches', `--files ${ORDERS}.log`),
  dump('records', `--files ${ORDERS}.log --deep-iteration`),
  dump('contents', `--files ${WORDS}.log --print-data-log`),
  dump('contents only', `--files ${WORDS}.log --print-data-log --skip-record-metadata`),
  dump('two files', `--files ${ORDERS}.log,${WORDS}.log`),
  dump('the beginning', `--files ${ORDERS}.log --max-bytes 500`),
  dump('a limit in words', `--files ${ORDERS}.log --max-bytes some`),
  dump('keys as numbers', `--files ${WORDS}.log --key-decoder-class nope`),
  dump(
    'values as numbers',
    `--files ${ORDERS}.log --value-decoder-class org.apache.kafka.tools.api.IntegerDecoder`,
  ),
  dump('as offsets', `--files ${ORDERS}.log --offsets-decoder`),
  dump('as transactions', `--files ${ORDERS}.log --transaction-log-decoder`),
  dump('as share groups', `--files ${ORDERS}.log --share-group-state-decoder`),
  dump('as metadata', `--files ${ORDERS}.log --cluster-metadata-decoder`),
  dump('the bootstrap snapshot', '--files {data}/bootstrap.checkpoint --cluster-metadata-decoder'),
  dump(
    'the metadata log, its beginning',
    `--files {data}/__cluster_metadata-0/${SEGMENT}.log --cluster-metadata-decoder ` +
      '--max-bytes 2000',
  ),
  dump('a file that is not there', `--files {dir}/${SEGMENT}.log`),
  dump('a log without an offset', '--files {dir}/some.log'),
  dump('files of other kinds', '--files {dir}/some,{dir}/some.txt,{data}/meta.properties'),
  dump('a transaction index that is not there', `--files ${ORDERS}.txnindex`),
  dump('bytes that are no batch', `--files {dir}/${SEGMENT}.log`, {
    files: { [`${SEGMENT}.log`]: 'this is not a batch of records' },
  }),
  dump('a snapshot that is none', `--files {dir}/${SEGMENT}.snapshot`, {
    files: { [`${SEGMENT}.snapshot`]: 'this is not a snapshot' },
  }),
];
