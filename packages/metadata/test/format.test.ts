// Formatting: the files and lines that Kafka's own tool makes, and its refusals.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  checkpointBytes,
  checkpointValues,
  defaultLevel,
  formatPlan,
  type FormatRequest,
  makeRecord,
  metadataVersionOfName,
  parseInitialControllers,
  readMetadataRecord,
} from '../src/index.ts';
import { batchesIn, controlTypeOf, RecordCursor } from '@ottla/protocol';

/** Files that Apache Kafka 4.3.1 made: see fixtures/README.md. */
function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`fixtures/kafka-4.3.1-${name}.checkpoint`, import.meta.url));
}

const KAFKA_BOOTSTRAP = fixture('bootstrap');
const KAFKA_VOTERS = fixture('voters');
const KAFKA_DIRECTORY_ID = '6IazelV9SLWIsKK7mF81kw';
const CLUSTER_ID = '4L6g3nShT-eMCtK--X86sw';

function request(changes: Partial<FormatRequest> = {}): FormatRequest {
  return {
    clusterId: CLUSTER_ID,
    nodeId: 1,
    directories: [{ path: '/d', identity: undefined }],
    metadataDirectory: '/d',
    quorum: { kind: 'standalone', host: 'localhost', port: 9093 },
    controllerListener: 'CONTROLLER',
    wallMs: 1_795_261_680_316,
    newDirectoryId: () => KAFKA_DIRECTORY_ID,
    ...changes,
  };
}

/** Offsets, kinds and values of all records: everything but the time. */
function content(bytes: Uint8Array): unknown[] {
  const found: unknown[] = [];
  const cursor = new RecordCursor();
  for (const batch of batchesIn(bytes)) {
    assert(batch.isCrcValid());
    cursor.open(batch);
    while (cursor.next()) {
      const type = batch.isControl ? controlTypeOf(cursor.key) : undefined;
      const value = Buffer.from(cursor.value ?? []).toString('hex');
      // A header's value ends in the time of the last record contained, and an empty tag section.
      const shown = type === 3 ? value.slice(0, 4) : value;
      found.push([cursor.offset, batch.partitionLeaderEpoch, type, shown]);
    }
  }
  return found;
}

test("the voters file is Kafka's, record by record", () => {
  const [directory] = formatPlan(request()).directories;
  const file = directory?.files.find((each) => each.name.startsWith('__cluster_metadata-0/'));
  assert.equal(file?.name, '__cluster_metadata-0/00000000000000000000-0000000000.checkpoint');
  assert.deepEqual(content(file.bytes), content(KAFKA_VOTERS));
  assert.equal(file.bytes.length, KAFKA_VOTERS.length);
});

test("Kafka's bootstrap.checkpoint is read, and written again the same", () => {
  const values = checkpointValues(KAFKA_BOOTSTRAP);
  const levels = values.map(readMetadataRecord).map((each) => {
    assert(each.name === 'FeatureLevelRecord');
    return [each.message.name, each.message.featureLevel];
  });
  assert.deepEqual(levels, [
    ['metadata.version', 30],
    ['eligible.leader.replicas.version', 1],
    ['group.version', 1],
    ['share.version', 1],
    ['streams.version', 1],
    ['transaction.version', 2],
  ]);
  const again = checkpointBytes({ values, wallMs: 1, lastContainedTimestampMs: 0 });
  assert.deepEqual(content(again), content(KAFKA_BOOTSTRAP));
  assert.equal(again.length, KAFKA_BOOTSTRAP.length);
});

test('only what is served is finalised', () => {
  const [directory] = formatPlan(request()).directories;
  const file = directory?.files.find((each) => each.name === 'bootstrap.checkpoint');
  const names = checkpointValues(file?.bytes ?? new Uint8Array()).map(readMetadataRecord);
  assert.deepEqual(
    names.map((each) => each.name === 'FeatureLevelRecord' && each.message.name),
    ['metadata.version', 'eligible.leader.replicas.version'],
  );
});

test("the lines are Kafka's", () => {
  const paths = ['/a', '/b'].map((path) => ({ path, identity: undefined }));
  const plan = formatPlan(request({ directories: paths, metadataDirectory: '/b' }));
  assert.deepEqual(plan.lines, [
    'Bootstrap metadata: BootstrapMetadata(records=[ApiMessageAndVersion(FeatureLevelRecord(' +
      "name='metadata.version', featureLevel=30) at version 0), ApiMessageAndVersion(" +
      "FeatureLevelRecord(name='eligible.leader.replicas.version', featureLevel=1) at version 0)]" +
      ', metadataVersionLevel=30, source=format command)',
    'Formatting data directory /a with metadata.version 4.3-IV0.',
    'Formatting dynamic metadata voter directory /b with metadata.version 4.3-IV0.',
  ]);
  assert.deepEqual(
    plan.directories.map(({ files }) => files.map((each) => each.name)),
    [
      ['bootstrap.checkpoint'],
      ['bootstrap.checkpoint', '__cluster_metadata-0/00000000000000000000-0000000000.checkpoint'],
    ],
  );
});

const CONTROLLERS = `1@a:1:${KAFKA_DIRECTORY_ID},2@b:2:4L6g3nShT-eMCtK--X86sw`;
const kinds: readonly (readonly [string, Partial<FormatRequest>, string, number])[] = [
  ['a static quorum', { quorum: { kind: 'static' } }, 'metadata directory', 1],
  [
    'no initial controllers',
    { quorum: { kind: 'no-initial-controllers' } },
    'metadata directory',
    1,
  ],
  [
    'one of the initial controllers',
    { quorum: { kind: 'initial-controllers', controllers: parseInitialControllers(CONTROLLERS) } },
    'dynamic metadata voter directory',
    2,
  ],
  [
    'a node beside the initial controllers',
    {
      nodeId: 3,
      quorum: { kind: 'initial-controllers', controllers: parseInitialControllers(CONTROLLERS) },
    },
    'dynamic metadata directory',
    2,
  ],
];

for (const [what, changes, kind, fileCount] of kinds) {
  test(`${what}: ${kind}`, () => {
    const plan = formatPlan(request(changes));
    assert.equal(plan.lines[1], `Formatting ${kind} /d with metadata.version 4.3-IV0.`);
    assert.equal(plan.directories[0]?.files.length, fileCount);
  });
}

test('an initial controller gets the directory id that the list gives it', () => {
  const controllers = parseInitialControllers('1@a:1:4L6g3nShT-eMCtK--X86sw');
  const plan = formatPlan(request({ quorum: { kind: 'initial-controllers', controllers } }));
  assert.equal(plan.directories[0]?.identity.directoryId, '4L6g3nShT-eMCtK--X86sw');
});

test('formatted directories are refused, or passed over when asked', () => {
  const identity = { clusterId: CLUSTER_ID, nodeId: 1, directoryId: KAFKA_DIRECTORY_ID };
  const directories = [
    { path: '/d', identity },
    { path: '/e', identity: undefined },
  ];
  assert.throws(() => formatPlan(request({ directories })), {
    name: 'FormatError',
    message:
      'Log directory /d is already formatted. Use --ignore-formatted to ignore this directory ' +
      'and ' +
      'format the others.',
  });
  const plan = formatPlan(request({ directories, ignoreFormatted: true }));
  assert.deepEqual(
    plan.directories.map((each) => each.path),
    ['/e'],
  );
  const all = { directories: [{ path: '/d', identity }], ignoreFormatted: true };
  assert.deepEqual(formatPlan(request(all)), {
    lines: ['All of the log directories are already formatted.'],
    directories: [],
  });
});

const refusals: readonly (readonly [string, Partial<FormatRequest>, RegExp])[] = [
  ['no directory', { directories: [] }, /You must specify at least one directory to format/],
  [
    'a directory of another cluster',
    { directories: [{ path: '/d', identity: { clusterId: 'other' } }], ignoreFormatted: true },
    /Invalid cluster\.id in: \/d\/meta\.properties\. Expected \S+, but read other/,
  ],
  [
    'a directory of another node',
    { directories: [{ path: '/d', identity: { nodeId: 9 } }], ignoreFormatted: true },
    /Stored node id 9 doesn't match previous node id 1 in \/d\/meta\.properties/,
  ],
  ['an unknown release', { release: '9.9' }, /Unknown metadata\.version '9\.9'/],
  [
    'a release and a metadata.version',
    { release: '4.0', featureLevels: new Map([['metadata.version', 25]]) },
    /Use --release-version instead of --feature metadata\.version=X to avoid ambiguity\./,
  ],
  [
    'an unknown feature',
    { featureLevels: new Map([['nope', 1]]) },
    /Unsupported feature: nope\. Supported features are: eligible/,
  ],
  [
    'a level that there is not',
    { featureLevels: new Map([['share.version', 9]]) },
    /No feature:share\.version with feature level 9/,
  ],
  [
    'a level that is not served',
    { featureLevels: new Map([['transaction.version', 2]]) },
    /is not served by this software yet/,
  ],
  [
    'a level before its metadata.version',
    { release: '3.9', featureLevels: new Map([['eligible.leader.replicas.version', 1]]) },
    /could not be set to 1 because it depends on metadata\.version level 23/,
  ],
  [
    'kraft.version 0 with a dynamic quorum',
    { featureLevels: new Map([['kraft.version', 0]]) },
    /Cannot set kraft\.version to 0 if/,
  ],
  [
    'kraft.version 1 with a static quorum',
    { featureLevels: new Map([['kraft.version', 1]]), quorum: { kind: 'static' } },
    /Cannot set kraft\.version to 1 unless/,
  ],
  [
    'SCRAM before it was there',
    {
      release: '3.4',
      quorum: { kind: 'static' },
      moreRecords: [makeRecord('UserScramCredentialRecord', 0, { name: 'u', mechanism: 1 })],
    },
    /SCRAM is only supported in metadata\.version 3\.5-IV2 or later\./,
  ],
];

for (const [what, changes, message] of refusals) {
  test(`${what} is refused`, () => {
    assert.throws(() => formatPlan(request(changes)), { name: 'FormatError', message });
  });
}

test('a release means its newest level, and older ones get what they had', () => {
  for (const [release, level, elr] of [
    ['4.3', 30, 1],
    ['4.3.1', 30, 1],
    ['4.1', 27, 1],
    ['4.0', 25, 0],
    ['3.7-IV4', 19, 0],
    ['3.3', 7, 0],
  ] as const) {
    assert.equal(metadataVersionOfName(release)?.level, level);
    assert.equal(defaultLevel('eligible.leader.replicas.version', level), elr);
  }
  assert.equal(metadataVersionOfName('4'), undefined);
});

for (const [text, message] of [
  ['', 'No voters given.'],
  ['x', 'No @ found in dynamic voter string.'],
  ['@h', 'Invalid @ at beginning of dynamic voter string.'],
  ['a@h:1:x', 'Failed to parse node id in dynamic voter string.'],
  ['-1@h:1:x', 'Invalid negative node id -1 in dynamic voter string.'],
  ['1@', 'No hostname found after node id.'],
  ['1@[::1', 'Hostname began with left bracket, but no right bracket was found.'],
  ['1@h', 'No colon following hostname could be found.'],
  ['1@[::1]x', 'Port section must start with a colon.'],
  ['1@h:1', 'No colon following port could be found.'],
  ['1@h:p:x', 'Failed to parse port in dynamic voter string.'],
  ['1@h:70000:x', 'Invalid port 70000 in dynamic voter string.'],
  ['1@h:1:short', 'Failed to parse directory ID in dynamic voter string.'],
  [
    `1@h:1:${KAFKA_DIRECTORY_ID},1@h:2:${KAFKA_DIRECTORY_ID}`,
    'Node id 1 was specified more than once.',
  ],
] as const) {
  test(`initial controllers '${text}' are refused`, () => {
    assert.throws(() => parseInitialControllers(text), { name: 'FormatError', message });
  });
}

test('initial controllers are sorted; IPv6 hosts lose their brackets', () => {
  const text = `2@[::1]:2:${KAFKA_DIRECTORY_ID}, 1@h:1:${KAFKA_DIRECTORY_ID}`;
  assert.deepEqual(
    parseInitialControllers(text).map(({ nodeId, host, port }) => [nodeId, host, port]),
    [
      [1, 'h', 1],
      [2, '::1', 2],
    ],
  );
});
