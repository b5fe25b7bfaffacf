import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedMachine } from './simulated-node.ts';

function write(machine: SimulatedMachine, path: string, text: string): void {
  machine.world.disk.makeDirectory(path.slice(0, path.lastIndexOf('/')));
  machine.world.disk.writeFile(path, Buffer.from(text));
}

function metaOf(clusterId: string, nodeId: number, directoryId: string): string {
  return `version=1\ncluster.id=${clusterId}\nnode.id=${nodeId}\ndirectory.id=${directoryId}\n`;
}

const IDS = ['JEXY6aqzQY-32P5TStzaFg', 'MvDxzVmcRsaTz33bUuRU6A'] as const;

describe('a node that cannot start says why, and opens nothing', () => {
  type Case = readonly [
    title: string,
    settings: Readonly<Record<string, string>>,
    prepare: (machine: SimulatedMachine) => void,
    message: RegExp,
  ];
  const nothing = (): void => undefined;
  const table: readonly Case[] = [
    [
      'a TLS listener',
      {
        listeners: 'SSL://broker:9092,CONTROLLER://broker:9093',
        'listener.security.protocol.map': 'SSL:SSL,CONTROLLER:PLAINTEXT',
        'security.inter.broker.protocol': 'SSL',
      },
      nothing,
      /^listener SSL asks for SSL: only PLAINTEXT is served so far; map it to PLAINTEXT in /,
    ],
    [
      'a broker without controller',
      { 'process.roles': 'broker', listeners: 'PLAINTEXT://broker:9092' },
      nothing,
      /^process.roles=broker: only combined nodes are served yet; set process.roles=broker,contr/,
    ],
    [
      'several voters',
      { 'controller.quorum.voters': '1@broker:9093,2@other:9093' },
      nothing,
      /names 2 voters: only quorums of one are served so far/,
    ],
    [
      'an authorizer',
      { 'authorizer.class.name': 'org.example.Authorizer' },
      nothing,
      /^authorizer.class.name=org.example.Authorizer is not served yet \(it comes with ACLs\)/,
    ],
    [
      'a contradiction',
      { 'log.retention.ms': '0' },
      nothing,
      /^log.retention.ms must be unlimited \(-1\)/,
    ],
    [
      'a limit that is none',
      { 'max.connections.per.ip.overrides': 'localhost' },
      nothing,
      /^Invalid value localhost for configuration max.connections.per.ip.overrides: each entry/,
    ],
    [
      'files of somebody else',
      {},
      (machine) => write(machine, '/data/notes.txt', 'mine'),
      /^\/data has files in it but no meta.properties/,
    ],
    [
      'a file in place of the directory',
      { 'log.dirs': '/data/file' },
      (machine) => write(machine, '/data/file', ''),
      /^\/data\/file is not a directory$/,
    ],
    [
      'a malformed identity',
      {},
      (machine) => write(machine, '/data/meta.properties', 'version=9\n'),
      /^Error loading \/data\/meta.properties: /,
    ],
    [
      "another node's directory",
      {},
      (machine) => write(machine, '/data/meta.properties', metaOf(IDS[0], 7, IDS[1])),
      /^\/data belongs to node 7, but node.id is 1$/,
    ],
    [
      'directories of two clusters',
      { 'log.dirs': '/data,/more' },
      (machine) => {
        write(machine, '/data/meta.properties', metaOf(IDS[0], 1, IDS[0]));
        write(machine, '/more/meta.properties', metaOf(IDS[1], 1, IDS[1]));
      },
      /^log.dirs belong to several clusters: /,
    ],
    [
      'a copied directory',
      { 'log.dirs': '/data,/more' },
      (machine) => {
        for (const path of ['/data', '/more']) {
          write(machine, `${path}/meta.properties`, metaOf(IDS[0], 1, IDS[1]));
        }
      },
      /^\/more is a copy of another one of log.dirs$/,
    ],
    [
      'a new directory beside an old one',
      { 'log.dirs': '/data,/more' },
      (machine) => write(machine, '/data/meta.properties', metaOf(IDS[0], 1, IDS[1])),
      /^\/more is not formatted, but others of log.dirs are: run `ottla storage format --ignore-/,
    ],
    [
      'several controllers to begin with',
      { 'controller.quorum.bootstrap.servers': 'broker:9093,other:9093' },
      nothing,
      /names 2 controllers: say which node begins the quorum with `ottla storage format --stand/,
    ],
  ];
  for (const [title, settings, prepare, message] of table) {
    test(title, async () => {
      const machine = new SimulatedMachine(title);
      prepare(machine);
      await assert.rejects(machine.start(settings), { message });
      // What the refused start opened is free again: a sound one finds it so.
      const sound = await machine.start({ 'log.dirs': '/sound' });
      await machine.stop(sound);
    });
  }
});

test('a port in use is named, with what to do; nothing was formatted', async () => {
  const machine = new SimulatedMachine('port');
  const { universe, world } = machine;
  const listening = world.network.listen({ host: 'broker', port: 9092 }, () => undefined);
  const taken = await universe.resolve(listening);
  await assert.rejects(machine.start(), {
    name: 'StartError',
    code: 'EADDRINUSE',
    message:
      'broker:9092 is in use (listener PLAINTEXT): ' +
      'stop what listens there, or choose another port (--port 0 finds a free one)',
  });
  assert.equal(world.disk.stat('/data'), undefined);
  await universe.resolve(taken.close());
});

test('a directory in use is named', async () => {
  const machine = new SimulatedMachine('locked');
  const first = await machine.start();
  const ports = { listeners: 'PLAINTEXT://broker:1,CONTROLLER://broker:2' };
  await assert.rejects(machine.start(ports), { message: /^\/data: another process uses this log/ });
  await machine.stop(first);
});

describe('warnings', () => {
  const warningsOf = async (settings: Readonly<Record<string, string>>): Promise<string[]> => {
    const machine = new SimulatedMachine('warnings');
    const started = await machine.start(settings);
    await machine.stop(started);
    return started.lines.filter(({ level }) => level === 'warn').map(({ message }) => message);
  };

  test('none for what Kafka users have in their files', async () => {
    const settings = {
      'num.network.threads': '3',
      'num.io.threads': '8',
      'log.retention.hours': '168',
      'log.cleaner.threads': '4',
      'offsets.topic.replication.factor': '1',
      'confluent.balancer.enable': 'true',
    };
    assert.deepEqual(await warningsOf(settings), []);
  });

  const table: [string, string, RegExp][] = [
    ['num.partition', '3', /^num.partition is no setting that Kafka or Ottla knows; did you mean /],
    ['my.setting', '3', /^my.setting is no setting that Kafka or Ottla knows$/],
    ['zookeeper.connect', 'h:2181', /^zookeeper.connect has no effect: there is no ZooKeeper any /],
    ['ssl.cipher.suites', 'x', /^no effect until TLS and SASL listeners comes: ssl.cipher.suites$/],
  ];
  for (const [name, value, message] of table) {
    test(name, async () => {
      const warnings = await warningsOf({ [name]: value });
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? '', message);
    });
  }

  test('a value that is the default anyway is none', async () => {
    assert.deepEqual(await warningsOf({ 'ssl.client.auth': 'none' }), []);
  });
});
