// Sets of arguments for kafka-cluster.sh, kafka-features.sh, kafka-metadata-quorum.sh,
// kafka-broker-api-versions.sh and kafka-log-dirs.sh.

import type { ToolCase, ToolName } from '../tool-case.ts';

function words(args: string): string[] {
  return args === '' ? [] : args.split(' ');
}

function caseOf(
  tool: ToolName,
  name: string,
  args: string,
  more: Partial<ToolCase> = {},
): ToolCase {
  return { name: `${tool}: ${name}`, tool, args: words(args), ...more };
}

const AT = '--bootstrap-server {bootstrap}';

export const clusterCases: readonly ToolCase[] = [
  caseOf('cluster', 'no arguments', ''),
  caseOf('cluster', 'no server', 'cluster-id'),
  caseOf('cluster', 'the id', `cluster-id ${AT}`),
  caseOf('cluster', 'the id, in short', 'cluster-id -b {bootstrap}'),
  caseOf('cluster', 'the id, attached', 'cluster-id --bootstrap-server={bootstrap}'),
  caseOf('cluster', 'the id, a prefix', 'cluster-id --bootstrap-s {bootstrap}'),
  caseOf('cluster', 'a command that is none', `identify ${AT}`),
  caseOf('cluster', 'one argument too many', `cluster-id ${AT} more`),
  caseOf('cluster', 'both kinds of servers', `cluster-id ${AT} -C {bootstrap}`),
  caseOf('cluster', 'the old name of the settings', `cluster-id ${AT} --config {dir}/c`, {
    files: { c: '' },
  }),
  caseOf('cluster', 'both names of the settings', `cluster-id ${AT} --config {dir}/c -c {dir}/c`, {
    files: { c: '' },
  }),
  caseOf('cluster', 'settings that are not there', `cluster-id ${AT} -c {dir}/none`),
  caseOf('cluster', 'endpoints', `list-endpoints ${AT}`),
  caseOf('cluster', 'endpoints, fenced ones too', `list-endpoints ${AT} --include-fenced-brokers`),
  caseOf('cluster', 'unregister nobody', `unregister ${AT}`),
  caseOf('cluster', 'unregister a broker that is none', `unregister ${AT} --id 99`),
  caseOf('cluster', 'unregister by name', `unregister ${AT} --id first`),
];

/** The epoch is an offset of the metadata log, which grows all the time. */
const EPOCH = [{ pattern: /Epoch: \d+/g, with: 'Epoch: {offset}' }];

export const featuresCases: readonly ToolCase[] = [
  caseOf('features', 'no arguments', ''),
  caseOf('features', 'no command', AT),
  caseOf('features', 'a command that is none', `${AT} list`),
  caseOf('features', 'describe without a server', 'describe'),
  caseOf('features', 'the server behind the command', `describe ${AT}`),
  caseOf('features', 'describe', `${AT} describe`, { masks: EPOCH }),
  caseOf('features', 'describe a node', `${AT} describe --node-id 1`, { masks: EPOCH }),
  caseOf('features', 'describe a node below zero', `${AT} describe --node-id -1`),
  caseOf('features', 'describe a node by name', `${AT} describe --node-id one`),
  caseOf('features', 'upgrade nothing', `${AT} upgrade`),
  caseOf('features', 'upgrade too far', `${AT} upgrade --feature group.version=9`),
  caseOf('features', 'upgrade what is none', `${AT} upgrade --feature colour=1`),
  caseOf('features', 'upgrade without a level', `${AT} upgrade --feature group.version`),
  caseOf('features', 'upgrade to a word', `${AT} upgrade --feature group.version=new`),
  caseOf('features', 'upgrade twice', `${AT} upgrade --feature a=1 --feature a=1`),
  caseOf('features', 'upgrade, dry', `${AT} upgrade --feature group.version=9 --dry-run`),
  caseOf('features', 'upgrade to a release that is none', `${AT} upgrade --release-version 9.9`),
  caseOf(
    'features',
    'upgrade to a release and a level',
    `${AT} upgrade --release-version 4.3 --feature a=1`,
  ),
  caseOf('features', 'upgrade metadata to what is none', `${AT} upgrade --metadata 3.0`),
  caseOf('features', 'upgrade metadata, dry', `${AT} upgrade --metadata 4.3-IV0 --dry-run`),
  caseOf('features', 'downgrade what is none', `${AT} downgrade --feature colour=0 --dry-run`),
  caseOf('features', 'disable nothing', `${AT} disable`),
  caseOf('features', 'disable what is none', `${AT} disable --feature colour`),
  caseOf('features', 'disable twice', `${AT} disable --feature a --feature a`),
  caseOf('features', 'mapping', 'version-mapping'),
  caseOf('features', 'mapping of a release', 'version-mapping --release-version 4.0-IV3'),
  caseOf('features', 'mapping of a short release', 'version-mapping --release-version 4.0'),
  caseOf('features', 'mapping of what is none', 'version-mapping --release-version next'),
  caseOf('features', 'dependencies', 'feature-dependencies --feature group.version=1'),
  caseOf(
    'features',
    'dependencies of two',
    'feature-dependencies --feature metadata.version=25 ' +
      '--feature eligible.leader.replicas.version=1',
  ),
  caseOf('features', 'dependencies of what is none', 'feature-dependencies --feature colour=1'),
  caseOf('features', 'dependencies of nothing', 'feature-dependencies'),
];

/** Offsets of the metadata log, which grows all the time, with the padding around them. */
const OFFSETS = [
  { pattern: /HighWatermark: .*/g, with: 'HighWatermark: {offset}' },
  { pattern: /(?<=\{id\}\t)\d+ */g, with: '{offset} ' },
];
const AGES = [...OFFSETS, { pattern: /\d+ ms ago */g, with: '{ms} ms ago' }];
const ID = 'AAAAAAAAAAAAAAAAAAAAAQ';
const CONTROLLER = [
  'node.id=5',
  'process.roles=controller',
  'log.dirs={data}',
  'listeners=CONTROLLER://127.0.0.1:7777',
  'controller.listener.names=CONTROLLER',
  '',
].join('\n');

export const quorumCases: readonly ToolCase[] = [
  caseOf('metadata-quorum', 'no arguments', ''),
  caseOf('metadata-quorum', 'no server', 'describe --status'),
  caseOf('metadata-quorum', 'no command', AT),
  caseOf('metadata-quorum', 'status', `${AT} describe --status`, { masks: OFFSETS }),
  caseOf('metadata-quorum', 'replication', `${AT} describe --replication`, { masks: OFFSETS }),
  caseOf('metadata-quorum', 'replication, for people', `${AT} describe --replication --human-r`, {
    masks: AGES,
  }),
  caseOf('metadata-quorum', 'neither view', `${AT} describe`),
  caseOf('metadata-quorum', 'both views', `${AT} describe --status --replication`),
  caseOf('metadata-quorum', 'status, for people', `${AT} describe --status --human-readable`),
  caseOf('metadata-quorum', 'an option that is none', `${AT} describe --colour`),
  caseOf('metadata-quorum', 'add without a file', `${AT} add-controller`),
  caseOf('metadata-quorum', 'add, dry', `${AT} --command-config {dir}/c add-controller --dry-run`, {
    files: { c: CONTROLLER },
  }),
  caseOf(
    'metadata-quorum',
    'add what is no controller',
    `${AT} --command-config {dir}/c add-controller`,
    { files: { c: 'node.id=5\n' } },
  ),
  caseOf('metadata-quorum', 'remove nobody', `${AT} remove-controller`),
  caseOf('metadata-quorum', 'remove below zero', `${AT} remove-controller -i -5 -d ${ID}`),
  caseOf('metadata-quorum', 'remove by a bad id', `${AT} remove-controller -i 5 -d short`),
  caseOf('metadata-quorum', 'remove, dry', `${AT} remove-controller -i 5 -d ${ID} --dry-run`),
];

export const versionsCases: readonly ToolCase[] = [
  caseOf('broker-api-versions', 'no arguments', ''),
  caseOf('broker-api-versions', 'an option that is none', '--colour'),
  caseOf('broker-api-versions', 'all', AT),
];

export const logDirsCases: readonly ToolCase[] = [
  caseOf('log-dirs', 'no arguments', ''),
  caseOf('log-dirs', 'no action', AT),
  caseOf('log-dirs', 'no server', '--describe'),
  caseOf('log-dirs', 'one topic', `${AT} --describe --topic-list words`),
  caseOf('log-dirs', 'several topics', `${AT} --describe --topic-list orders,words,configured`),
  caseOf('log-dirs', 'a topic that is none', `${AT} --describe --topic-list nobody`),
  caseOf('log-dirs', 'one broker', `${AT} --describe --broker-list 1 --topic-list trimmed`),
  caseOf('log-dirs', 'brokers that are none', `${AT} --describe --broker-list 1,7,5`),
  caseOf('log-dirs', 'a broker by name', `${AT} --describe --broker-list one`),
];
