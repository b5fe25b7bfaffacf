// kafka-topics.sh: create, list, describe, alter, delete and their errors.

import type { ToolCase, ToolStep } from '../tool-case.ts';

const at = ['--bootstrap-server', '{bootstrap}'];
const own = [...at, '--topic', '{own}'];

function topics(name: string, args: readonly string[], more: Partial<ToolCase> = {}): ToolCase {
  return { name: `topics: ${name}`, tool: 'topics', args, ...more };
}

const made: readonly ToolStep[] = [{ tool: 'topics', args: ['--create', ...own] }];
const seen: readonly ToolStep[] = [{ tool: 'topics', args: ['--describe', ...own] }];

const usage = [
  topics('no arguments', []),
  topics('help', ['--help'], {
    exception: 'as everywhere in Ottla, help that was asked for is standard output and a success',
  }),
  topics('version', ['--version']),
  topics('an option that is none', ['--zookeeper', 'localhost:2181', '--list']),
  topics('no broker named', ['--list']),
  topics('no action', at),
  topics('two actions', [...at, '--list', '--describe']),
  topics('create without a topic', [...at, '--create']),
  topics('an option of another action', [...own, '--create', '--under-replicated-partitions']),
  topics('a broker without a port', ['--bootstrap-server', 'localhost', '--list']),
];

const create = [
  topics('create', ['--create', ...own], { after: seen }),
  topics('create with sizes', [
    '--create', ...own, '--partitions', '4', '--replication-factor', '1',
  ], {
    after: seen,
  }),
  topics('create with configs', [
    '--create', ...own, '--config', 'retention.ms=1000', '--config', 'cleanup.policy=compact',
  ], {
    after: seen,
  }),
  topics('create with an assignment', ['--create', ...own, '--replica-assignment', '1,1'], {
    after: seen,
  }),
  topics('create what is there', ['--create', ...own], { setup: made }),
  topics('create if it is not there', ['--create', '--if-not-exists', ...own], { setup: made }),
  topics('create with no partitions', ['--create', ...own, '--partitions', '0']),
  topics('create with partitions in words', ['--create', ...own, '--partitions', 'three']),
  topics('create with two replicas on one broker', [
    '--create', ...own, '--replication-factor', '2',
  ]),
  topics('create with a config that is none', ['--create', ...own, '--config', 'colour=red']),
  topics('create with a value that is none', ['--create', ...own, '--config', 'retention.ms=soon']),
  topics('create with half a config', ['--create', ...own, '--config', 'retention.ms']),
  topics('create with a bad name', ['--create', ...at, '--topic', 'a/b']),
  topics('create with a name of dots', ['--create', ...at, '--topic', '..']),
  topics('create with a name that clashes', ['--create', ...at, '--topic', '{own}_x.y'], {
    setup: [{ tool: 'topics', args: ['--create', ...at, '--topic', '{own}.x.y'] }],
  }),
];

const look = [
  topics('list', [...at, '--list', '--exclude-internal', '--topic', '[a-z]+']),
  topics('list by pattern', [...at, '--list', '--topic', 'or.*']),
  topics('list what is not there', [...at, '--list', '--topic', 'nothing']),
  topics('describe', [...at, '--describe', '--topic', 'orders']),
  topics('describe two', [...at, '--describe', '--topic', 'orders|words'], { anyOrder: true }),
  topics('describe with configs', [...at, '--describe', '--topic', 'configured']),
  topics('describe those with configs', [
    ...at, '--describe', '--topics-with-overrides', '--topic', '[a-z]+',
  ], { anyOrder: true }),
  topics('describe those short of replicas', [
    ...at, '--describe', '--under-replicated-partitions',
  ]),
  topics('describe those that are unavailable', [...at, '--describe', '--unavailable-partitions']),
  topics('describe those below the minimum', [...at, '--describe', '--under-min-isr-partitions']),
  topics('describe those at the minimum', [
    ...at, '--describe', '--at-min-isr-partitions', '--topic', 'words',
  ]),
  topics('describe what is not there', [...at, '--describe', '--topic', 'nothing']),
  topics('describe if it is there', [...at, '--describe', '--if-exists', '--topic', 'nothing']),
  topics('describe in small answers', [
    ...at, '--describe', '--topic', 'orders', '--partition-size-limit-per-response', '1',
  ]),
  topics('describe an id that is not there', [
    ...at, '--describe', '--topic-id', 'bJ3Ag4FuRwGKqUVKm51zGA',
  ]),
  topics('describe an id that is none', [...at, '--describe', '--topic-id', 'c2hvcnQ']),
];

const change = [
  topics('more partitions', ['--alter', ...own, '--partitions', '3'], { setup: made, after: seen }),
  topics('fewer partitions', ['--alter', ...at, '--topic', 'orders', '--partitions', '1']),
  topics('as many partitions', ['--alter', ...at, '--topic', 'orders', '--partitions', '3']),
  topics('alter without a size', ['--alter', ...at, '--topic', 'orders']),
  topics('alter what is not there', ['--alter', ...own, '--partitions', '2']),
  topics('alter if it is there', ['--alter', '--if-exists', ...own, '--partitions', '2']),
  topics('alter configs', ['--alter', ...at, '--topic', 'orders', '--config', 'retention.ms=1']),
  topics('more partitions by assignment', [
    '--alter', ...own, '--partitions', '2', '--replica-assignment', '1,1',
  ], {
    setup: made,
    after: seen,
  }),
  topics('delete', ['--delete', ...own], {
    setup: made,
    after: [{ tool: 'topics', args: ['--list', ...own] }],
  }),
  topics('delete what is not there', ['--delete', ...own]),
  topics('delete if it is there', ['--delete', '--if-exists', ...own]),
  topics('delete without a topic', ['--delete', ...at]),
];

export const topicsCases: readonly ToolCase[] = [...usage, ...create, ...look, ...change];
