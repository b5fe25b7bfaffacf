import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  idleVariables,
  serverProperties,
  settingLines,
  settingOf,
} from './settings-from-environment.ts';

describe('the setting that a variable names', () => {
  const cases: [string, string | undefined][] = [
    ['KAFKA_NODE_ID', 'node.id'],
    ['KAFKA_LOG_DIRS', 'log.dirs'],
    ['KAFKA_CONTROLLER_QUORUM_VOTERS', 'controller.quorum.voters'],
    ['KAFKA_KAFKA_NODE_ID', 'kafka.node.id'],
    ['KAFKA_ZOOKEEPER_CONNECT', 'zookeeper.connect'],
    ['KAFKA_ONE___TWO__THREE_FOUR', 'one-two_three.four'],
    ['KAFKA_A____B', 'a-.b'],
    ['KAFKA_A_____B', 'a-_b'],
    ['KAFKA_lower_Case', 'lower.case'],
    ['KAFKA_OPTS', undefined],
    ['KAFKA_HEAP_OPTS', undefined],
    ['KAFKA_VERSION', undefined],
    ['KAFKA_LOG4J_LOGGERS', undefined],
    ['KAFKA_JMX_PORT', undefined],
    ['CLUSTER_ID', undefined],
    ['MY_KAFKA_NODE_ID', undefined],
  ];
  for (const [variable, setting] of cases) {
    test(`${variable} → ${setting}`, () => assert.equal(settingOf(variable), setting));
  }
});

test('values stay as they are, empty ones too', () => {
  const environment = { KAFKA_A: 'x=y z', PATH: '/bin', KAFKA_B: '', KAFKA_C: undefined };
  assert.deepEqual(settingLines(environment), ['a=x=y z', 'b=']);
});

test('what does nothing here is told, but not what is empty or only a name', () => {
  const environment = {
    KAFKA_JMX_PORT: '9101',
    KAFKA_HEAP_OPTS: '-Xmx1G',
    KAFKA_OPTS: '',
    KAFKA_VERSION: '4.3.1',
    KAFKA_NODE_ID: '1',
  };
  assert.deepEqual(idleVariables(environment), ['KAFKA_HEAP_OPTS', 'KAFKA_JMX_PORT']);
});

describe('the file that a node starts with', () => {
  const standard = 'node.id=1\n';
  const environment = { KAFKA_NODE_ID: '7', KAFKA_LOG_DIRS: '/d' };

  test('the standard one where nothing is said', () => {
    assert.equal(serverProperties({ mounted: undefined, standard }, { PATH: '/bin' }), standard);
    assert.equal(serverProperties({ mounted: ' \n', standard }, {}), standard);
  });

  test('one variable is enough to leave it out', () => {
    assert.equal(
      serverProperties({ mounted: undefined, standard }, environment),
      '\nnode.id=7\nlog.dirs=/d',
    );
  });

  test('variables follow the mounted file, and so win', () => {
    const mounted = 'node.id=3\nnum.partitions=2';
    assert.equal(
      serverProperties({ mounted, standard }, environment),
      `${mounted}\nnode.id=7\nlog.dirs=/d`,
    );
    assert.equal(serverProperties({ mounted, standard }, {}), mounted);
  });
});
