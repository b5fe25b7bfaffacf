// kafka-storage.sh: format, info, random-uuid, version-mapping and their errors.

import type { ToolCase } from '../tool-case.ts';

const CONFIG = [
  'process.roles=broker,controller',
  'node.id=1',
  'controller.quorum.bootstrap.servers=localhost:19093',
  'listeners=PLAINTEXT://localhost:19092,CONTROLLER://localhost:19093',
  'controller.listener.names=CONTROLLER',
  'log.dirs={dir}/logs',
  '',
].join('\n');

const ID = 'bJ3Ag4FuRwGKqUVKm51zGA';
const files = { 'server.properties': CONFIG };
const config = ['-c', '{dir}/server.properties'];
/** Features that Ottla does not finalise yet; each tool is told the same. */
const features = ['group', 'share', 'streams', 'transaction'].flatMap((name) => [
  '--feature',
  `${name}.version=0`,
]);
const format = ['format', '--standalone', '-t', ID, ...config, ...features];
const formatted = [{ tool: 'storage', args: format }] as const;

export const storageCases: readonly ToolCase[] = [
  { name: 'storage: no arguments', tool: 'storage', args: [] },
  {
    name: 'storage: help',
    tool: 'storage',
    args: ['--help'],
    exception: 'the help texts are our own',
  },
  { name: 'storage: unknown command', tool: 'storage', args: ['reformat'] },
  { name: 'storage: random-uuid', tool: 'storage', args: ['random-uuid'] },
  { name: 'storage: random-uuid with more', tool: 'storage', args: ['random-uuid', '--fast'] },
  { name: 'storage: format, standalone', tool: 'storage', args: format, files },
  { name: 'storage: format again', tool: 'storage', args: format, files, setup: formatted },
  {
    name: 'storage: format again, ignoring what is formatted',
    tool: 'storage',
    args: [...format, '--ignore-formatted'],
    files,
    setup: formatted,
  },
  { name: 'storage: format without an id', tool: 'storage', args: ['format', ...config], files },
  {
    name: 'storage: format without a config',
    tool: 'storage',
    args: ['format', '--standalone', '-t', ID],
  },
  {
    name: 'storage: format with a config that is not there',
    tool: 'storage',
    args: ['format', '--standalone', '-t', ID, '-c', '{dir}/none.properties'],
  },
  {
    name: 'storage: format with an id that is none',
    tool: 'storage',
    args: ['format', '--standalone', '-t', 'short', ...config, ...features],
    files,
  },
  {
    name: 'storage: format with neither standalone nor controllers',
    tool: 'storage',
    args: ['format', '-t', ID, ...config],
    files,
  },
  {
    name: 'storage: format with an unknown feature',
    tool: 'storage',
    args: [...format, '--feature', 'colour.version=1'],
    files,
  },
  {
    name: 'storage: format with an old release',
    tool: 'storage',
    args: ['format', '--standalone', '-t', ID, ...config, '--release-version', '3.0'],
    files,
  },
  { name: 'storage: info, not formatted', tool: 'storage', args: ['info', ...config], files },
  {
    name: 'storage: info, formatted',
    tool: 'storage',
    args: ['info', ...config],
    files,
    setup: formatted,
  },
  { name: 'storage: info without a config', tool: 'storage', args: ['info'] },
  { name: 'storage: version-mapping', tool: 'storage', args: ['version-mapping'] },
  {
    name: 'storage: version-mapping of a release',
    tool: 'storage',
    args: ['version-mapping', '--release-version', '4.0'],
  },
  {
    name: 'storage: feature-dependencies',
    tool: 'storage',
    args: ['feature-dependencies', '--feature', 'metadata.version=20'],
  },
];
