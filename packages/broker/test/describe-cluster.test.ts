import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errors } from '@ottla/protocol';
import { describeClusterHandler } from '../src/handlers/60-describe-cluster.ts';
import { ask } from './ask-handler.ts';
import { broker, imageOf } from './metadata-images.ts';

const CONTROLLER_ENDPOINT = { name: 'CONTROLLER', host: 'c', port: 9093, securityProtocol: 0 };

function handlerOf(activeControllerId = 5) {
  const image = imageOf([broker(1, { rack: 'r' }), broker(2, { fenced: true })]);
  const controllers = new Map(
    [5, 6].map((id) => [
      id,
      {
        id,
        incarnationId: '',
        zkMigrationReady: false,
        listeners: [CONTROLLER_ENDPOINT],
        supportedFeatures: new Map(),
      },
    ]),
  );
  return describeClusterHandler({
    image: () => ({ ...image, cluster: { ...image.cluster, controllers } }),
    clusterId: 'cluster',
    chance: () => 0,
    isControllerListener: (listener) => listener === 'CONTROLLER',
    activeControllerId: () => activeControllerId,
  });
}

for (const version of [0, 1, 2]) {
  test(`v${version} tells the brokers that are alive`, async () => {
    const response = await ask(handlerOf(), { version }, {});
    assert.equal(response.errorCode, 0);
    assert.equal(response.clusterId, 'cluster');
    assert.equal(response.controllerId, 1);
    assert.deepEqual(
      response.brokers.map(({ brokerId, host, port, rack }) => [brokerId, host, port, rack]),
      [[1, 'host1', 9091, 'r']],
    );
    assert.equal(response.clusterAuthorizedOperations, -2147483648);
  });
}

test('fenced brokers on request', async () => {
  const response = await ask(handlerOf(), { version: 2 }, { includeFencedBrokers: true });
  assert.deepEqual(response.brokers.map(({ brokerId, isFenced }) => [brokerId, isFenced]), [
    [1, false],
    [2, true],
  ]);
});

test('authorised operations on request', async () => {
  const request = { includeClusterAuthorizedOperations: true };
  const response = await ask(handlerOf(), { version: 0 }, request);
  assert.equal(response.clusterAuthorizedOperations, 8096);
});

test('controllers are told on their own listener, with the active one', async () => {
  const asked = { version: 1, listener: 'CONTROLLER' };
  const response = await ask(handlerOf(6), asked, { endpointType: 2 });
  assert.deepEqual(response.brokers.map((each) => each.brokerId), [5, 6]);
  assert.equal(response.controllerId, 6);
  const unknown = await ask(handlerOf(9), asked, { endpointType: 2 });
  assert.equal(unknown.controllerId, -1);
});

const REFUSED: [string, number, number, string, number, RegExp][] = [
  ['controllers asked of a broker', 1, 2, 'PLAINTEXT', 114, /type BROKER.*type CONTROLLER$/],
  ['brokers asked of a controller', 1, 1, 'CONTROLLER', 114, /type CONTROLLER.*type BROKER$/],
  ['an unknown type', 2, 7, 'PLAINTEXT', 115, /^Unsupported endpoint type 7$/],
  ['version 0 on a controller', 0, 1, 'CONTROLLER', 42, /wanted an endpoint/],
];
for (const [title, version, endpointType, listener, code, message] of REFUSED) {
  test(`refused: ${title}`, async () => {
    const request = version === 0 ? {} : { endpointType };
    const response = await ask(handlerOf(), { version, listener }, request);
    assert.equal(response.errorCode, code);
    assert.match(response.errorMessage ?? '', message);
    assert.deepEqual(response.brokers, []);
  });
}

test('the codes are those of the table', () => {
  assert.equal(errors.MISMATCHED_ENDPOINT_TYPE.code, 114);
  assert.equal(errors.UNSUPPORTED_ENDPOINT_TYPE.code, 115);
});
