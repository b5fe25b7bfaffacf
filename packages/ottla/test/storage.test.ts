import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { storage } from '../src/commands/storage.ts';
import { type Finished, TemporaryIo } from './temporary-io.ts';

const ID = '4L6g3nShT-eMCtK--X86sw';

class Place {
  readonly io = new TemporaryIo();

  constructor(settings: Readonly<Record<string, string>> = {}) {
    const all = {
      'process.roles': 'broker,controller',
      'node.id': '1',
      'controller.quorum.bootstrap.servers': 'localhost:9093',
      listeners: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      'advertised.listeners': 'PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093',
      'controller.listener.names': 'CONTROLLER',
      'log.dirs': `${this.path('a')},${this.path('b')}`,
      ...settings,
    };
    const lines = Object.entries(all).map(([key, value]) => `${key}=${value}`);
    writeFileSync(this.path('s.properties'), lines.join('\n'));
  }

  path(name: string): string {
    return join(this.io.directory, name);
  }

  /** With the temporary directory shown as `~`. */
  async run(args: string): Promise<Finished> {
    const finished = await this.io.run(storage, args.split(' '));
    const short = (text: string): string => text.replaceAll(this.io.directory, '~');
    return { exit: finished.exit, out: short(finished.out), err: short(finished.err) };
  }

  format(flags: string): Promise<Finished> {
    return this.run(`format -c s.properties -t ${ID} ${flags}`.trim());
  }
}

async function at(
  use: (place: Place) => Promise<void>,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  const place = new Place(settings);
  try {
    await use(place);
  } finally {
    place.io.remove();
  }
}

test('random-uuid prints ids as Kafka makes them', async () => {
  await at(async (place) => {
    const seen = new Set<string>();
    for (let times = 0; times < 50; times++) {
      const { exit, out } = await place.run('random-uuid');
      assert.equal(exit, 0);
      assert.match(out, /^[A-Za-z0-9_][A-Za-z0-9_-]{21}\n$/);
      seen.add(out);
    }
    assert.equal(seen.size, 50);
  });
});

describe('format', () => {
  test('makes directories and says which', async () => {
    await at(async (place) => {
      const { exit, out, err } = await place.format('--standalone');
      assert.deepEqual([exit, err], [0, '']);
      assert.deepEqual(out.split('\n').slice(1), [
        'Formatting dynamic metadata voter directory ~/a with metadata.version 4.3-IV0.',
        'Formatting data directory ~/b with metadata.version 4.3-IV0.',
        '',
      ]);
      assert.match(out, /^Bootstrap metadata: BootstrapMetadata\(records=\[ApiMessageAndVersion/);
      assert.deepEqual(readdirSync(place.path('a')).toSorted(), [
        '__cluster_metadata-0',
        'bootstrap.checkpoint',
        'meta.properties',
      ]);
      assert.deepEqual(readdirSync(place.path('b')).toSorted(), [
        'bootstrap.checkpoint',
        'meta.properties',
      ]);
      const meta = readFileSync(place.path('a/meta.properties'), 'utf8');
      const expected = `cluster.id=${ID}\ndirectory.id=.{22}\nnode.id=1\nversion=1\n`;
      assert.match(meta, new RegExp(expected));
    });
  });

  test('does not touch what is formatted, unless told to pass it over', async () => {
    await at(async (place) => {
      await place.format('--standalone');
      const before = readFileSync(place.path('a/meta.properties'), 'utf8');
      const again = await place.format('--standalone');
      assert.deepEqual([again.exit, again.out], [1, '']);
      assert.equal(
        again.err,
        'Log directory ~/a is already formatted. Use --ignore-formatted to ignore this ' +
          'directory and format the others.\n',
      );
      const passed = await place.format('--standalone --ignore-formatted');
      assert.equal(passed.out, 'All of the log directories are already formatted.\n');
      assert.equal(readFileSync(place.path('a/meta.properties'), 'utf8'), before);
    });
  });

  const refused: [string, string, Readonly<Record<string, string>>, RegExp][] = [
    ['no quorum', '', {}, /^Because controller.quorum.voters is not set on this controller, you/],
    [
      'voters and standalone',
      '--standalone',
      { 'controller.quorum.voters': '1@localhost:9093' },
      /^You cannot specify controller.quorum.voters and format the node with --initial-controll/,
    ],
    [
      'standalone broker',
      '--standalone',
      {
        'process.roles': 'broker',
        listeners: 'PLAINTEXT://:9092',
        'advertised.listeners': 'PLAINTEXT://localhost:9092',
      },
      /^You can only use --standalone on a controller.$/m,
    ],
    ['two ways', '--standalone -N', {}, /argument --no-initial-controllers: not allowed with /],
    ['release', '-s -r 1.0', {}, /^Unknown metadata.version '1.0'. Supported metadata.version are/],
    ['feature', '-s -f nope=1', {}, /^Unsupported feature: nope. Supported features are: /],
    ['no level', '-s -f kraft.version', {}, /^Can't parse feature=level string kraft.version: eq/],
    ['bad level', '-s -f kraft.version=x', {}, /unable to parse x as a short\.$/m],
    ['scram', '-s -S x', {}, /--add-scram is not served yet: it comes with SASL/],
  ];
  for (const [title, flags, settings, message] of refused) {
    test(`refused: ${title}`, async () => {
      await at(async (place) => {
        const { exit, out, err } = await place.format(flags);
        assert.deepEqual([exit, out], [1, '']);
        assert.match(err, message);
        assert.ok(!readdirSync(place.io.directory).includes('a'));
      }, settings);
    });
  }

  test('a static quorum has no voters file', async () => {
    await at(
      async (place) => {
        const { exit, out } = await place.format('');
        assert.equal(exit, 0);
        assert.match(out, /^Formatting metadata directory ~\/a with /m);
        assert.ok(!readdirSync(place.path('a')).includes('__cluster_metadata-0'));
      },
      { 'controller.quorum.voters': '1@localhost:9093' },
    );
  });
});

describe('info', () => {
  test('of directories that are not there', async () => {
    await at(async (place) => {
      const { exit, out } = await place.run('info -c s.properties');
      assert.equal(exit, 1);
      assert.equal(out, 'Found problems:\n  ~/a does not exist\n  ~/b does not exist\n\n');
    });
  });

  test('of a file, and of a directory without identity', async () => {
    await at(async (place) => {
      mkdirSync(place.path('a'));
      writeFileSync(place.path('b'), '');
      const { out } = await place.run('info -c s.properties');
      assert.equal(
        out,
        'Found log directory:\n  ~/a\n\n' +
          'Found problems:\n  ~/a is not formatted.\n  ~/b is not a directory\n\n',
      );
    });
  });

  test('of formatted ones', async () => {
    await at(async (place) => {
      await place.format('--standalone');
      const { exit, out } = await place.run('info -c s.properties');
      assert.equal(exit, 0);
      const directoryId = /directory.id=(.*)/.exec(
        readFileSync(place.path('a/meta.properties'), 'utf8'),
      )?.[1];
      assert.equal(
        out,
        'Found log directories:\n  ~/a\n  ~/b\n\n' +
          `Found metadata: {cluster.id=${ID}, directory.id=${directoryId}, ` +
          'node.id=1, version=1}\n\n',
      );
    });
  });

  test('of two clusters', async () => {
    await at(async (place) => {
      for (const [name, cluster] of [['a', 'x'], ['b', 'y']] as const) {
        mkdirSync(place.path(name));
        const meta = `version=1\ncluster.id=${cluster}\nnode.id=1\n`;
        writeFileSync(place.path(`${name}/meta.properties`), meta);
      }
      const { out } = await place.run('info -c s.properties');
      assert.match(out, /Found problem:\n {2}Mismatched cluster IDs between storage direct/);
    });
  });
});

describe('features, compared with the output of kafka-storage.sh 4.3.1', () => {
  const table: [string, string][] = [
    [
      'version-mapping',
      'metadata.version=30 (4.3-IV0)\nkraft.version=1\ntransaction.version=2\ngroup.version=1\n' +
        'eligible.leader.replicas.version=1\nshare.version=1\nstreams.version=1\n',
    ],
    [
      'version-mapping -r 3.9',
      'metadata.version=21 (3.9)\nkraft.version=1\ntransaction.version=0\ngroup.version=0\n' +
        'eligible.leader.replicas.version=0\nshare.version=0\nstreams.version=0\n',
    ],
    [
      'feature-dependencies -f transaction.version=2 -f eligible.leader.replicas.version=1',
      'transaction.version=2 has no dependencies.\neligible.leader.replicas.version=1 requires:\n' +
        '    metadata.version=23 (4.0-IV1)\n',
    ],
    [
      'feature-dependencies -f metadata.version=20',
      'metadata.version=20 (3.8-IV0) has no dependencies.\n',
    ],
  ];
  for (const [args, expected] of table) {
    test(args, async () => {
      await at(async (place) => assert.equal((await place.run(args)).out, expected));
    });
  }

  const refused: [string, RegExp][] = [
    ['version-mapping -r 9.9', /^Unknown metadata.version '9.9'. Supported metadata.version a/],
    ['feature-dependencies -f foo=1', /^Unknown feature: foo$/m],
    ['feature-dependencies -f share.version=9', /^Feature level 9 is not supported for feature sh/],
    ['feature-dependencies -f share.version', /^Invalid feature format: share.version. Expected f/],
    ['feature-dependencies -f share.version=x', /^Invalid version format: x for feature share.ver/],
    ['feature-dependencies', /error: argument --feature\/-f is required/],
    ['nonsense', /error: invalid choice: 'nonsense' \(choose from 'info', 'format', /],
    ['format -t x', /error: argument --config\/-c is required/],
    ['info -c none', /^none does not exist$/m],
  ];
  for (const [args, message] of refused) {
    test(`refused: ${args}`, async () => {
      await at(async (place) => {
        const { exit, err } = await place.run(args);
        assert.equal(exit, 1);
        assert.match(err, message);
      });
    });
  }
});
