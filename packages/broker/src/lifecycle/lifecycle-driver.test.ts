import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { brokerHeartbeatApi, brokerRegistrationApi, errors } from '@ottla/protocol';
import { recordingLogger } from '../../test/recording-logger.ts';
import type { ControllerChannel } from '../controller/controller-channel.ts';
import { type BrokerLifecycleDriver, startLifecycle } from './lifecycle-driver.ts';

const NONE = errors.NONE.code;

interface Script {
  /** What the controller answers; `undefined` fails the call. */
  registration: () => object | undefined;
  heartbeat: (request: Record<string, unknown>) => object | undefined;
}

function goodController(): Script {
  return {
    registration: () => ({ errorCode: NONE, brokerEpoch: 7 }),
    heartbeat: (request) => ({
      errorCode: NONE,
      isCaughtUp: true,
      isFenced: request['wantFence'] === true,
      shouldShutDown: request['wantShutDown'] === true,
    }),
  };
}

class Scene {
  readonly universe = new SimulatedUniverse({ seed: 'lifecycle' });
  readonly asked: [number, Record<string, unknown>][] = [];
  readonly fatal: string[] = [];
  readonly driver: BrokerLifecycleDriver;

  constructor(script: Script) {
    const channel: ControllerChannel = {
      call: async <_, Response>(api: { key: number }, _version: number, request: unknown) => {
        const fields = request as Record<string, unknown>; // the driver sends objects
        this.asked.push([api.key, fields]);
        const isRegistration = api.key === brokerRegistrationApi.key;
        const answer = isRegistration ? script.registration() : script.heartbeat(fields);
        if (answer === undefined) throw new Error('the controller is away');
        return answer as Response; // the script answers as the API does
      },
    };
    this.driver = startLifecycle({
      world: this.universe.createNode('broker'),
      logger: recordingLogger().logger,
      channel,
      nodeId: 1,
      clusterId: 'cluster',
      incarnationId: 'AAAAAAAAAAAAAAAAAAAABQ',
      rack: 'r1',
      listeners: [{ name: 'PLAINTEXT', host: 'h', port: 9092, securityProtocol: 0 }],
      features: [{ name: 'metadata.version', minLevel: 7, maxLevel: 30 }],
      directoryIds: ['b', 'a'],
      previousBrokerEpoch: 3,
      heartbeatIntervalMs: 2000,
      registrationTimeoutMs: 60_000,
      directoryFailureTimeoutMs: 30_000,
      metadataOffset: () => 42,
      onFatal: (reason) => this.fatal.push(reason),
    });
  }

  heartbeats(): Record<string, unknown>[] {
    return this.asked
      .filter(([key]) => key === brokerHeartbeatApi.key)
      .map(([, request]) => request);
  }
}

test('registers with all it has, catches up, is unfenced when ready', async () => {
  const scene = new Scene(goodController());
  const { universe, driver } = scene;
  await universe.resolve(driver.caughtUp);
  const [key, registration] = scene.asked[0] ?? [];
  assert.equal(key, brokerRegistrationApi.key);
  assert.deepEqual(registration?.['logDirs'], ['a', 'b']);
  assert.equal(registration?.['previousBrokerEpoch'], 3);
  assert.equal(registration?.['rack'], 'r1');
  assert.equal(driver.brokerEpoch, 7);
  await universe.advance(500);
  assert.equal(driver.state, 'RECOVERY');
  driver.readyToUnfence();
  await universe.resolve(driver.unfenced);
  assert.equal(driver.state, 'RUNNING');
  const last = scene.heartbeats().at(-1);
  assert.deepEqual([last?.['brokerEpoch'], last?.['currentMetadataOffset']], [7, 42]);
  assert.equal(last?.['wantFence'], false);
});

test('a heartbeat every interval, however long it runs', async () => {
  const scene = new Scene(goodController());
  scene.driver.readyToUnfence();
  await scene.universe.resolve(scene.driver.unfenced);
  const before = scene.heartbeats().length;
  await scene.universe.advance(20_500);
  assert.equal(scene.heartbeats().length - before, 10);
});

describe('when the controller is away', () => {
  test('it is asked again, until it is there', async () => {
    const script = goodController();
    let isAway = true;
    const { registration } = script;
    script.registration = () => (isAway ? undefined : registration());
    const scene = new Scene(script);
    await scene.universe.advance(10_000);
    assert.equal(scene.driver.brokerEpoch, -1);
    isAway = false;
    await scene.universe.resolve(scene.driver.caughtUp);
    assert.deepEqual(scene.fatal, []);
  });

  test('a broker that never registers ends', async () => {
    const scene = new Scene({ ...goodController(), registration: () => undefined });
    await scene.universe.advance(59_000);
    assert.deepEqual(scene.fatal, []);
    await scene.universe.advance(2000);
    assert.equal(scene.fatal.length, 1);
    assert.equal(scene.driver.state, 'SHUTTING_DOWN');
    const asked = scene.asked.length;
    await scene.universe.advance(60_000);
    assert.equal(scene.asked.length, asked);
  });
});

describe('controlled shutdown', () => {
  const running = async (script: Script): Promise<Scene> => {
    const scene = new Scene(script);
    scene.driver.readyToUnfence();
    await scene.universe.resolve(scene.driver.unfenced);
    return scene;
  };

  test('ends when the controller says so', async () => {
    const scene = await running(goodController());
    await scene.universe.resolve(scene.driver.controlledShutdown(30_000));
    assert.equal(scene.heartbeats().at(-1)?.['wantShutDown'], true);
    assert.equal(scene.driver.state, 'SHUTTING_DOWN');
  });

  test('ends when the controller never answers, after the time it is given', async () => {
    const script = goodController();
    const scene = await running(script);
    script.heartbeat = () => undefined;
    const before = scene.universe.nowMs;
    await scene.universe.resolve(scene.driver.controlledShutdown(30_000));
    const tookMs = scene.universe.nowMs - before;
    assert.ok(tookMs >= 30_000 && tookMs < 31_000, `took ${tookMs} ms`);
  });
});

test('a failed directory is told at once, and from then on', async () => {
  const scene = new Scene(goodController());
  scene.driver.readyToUnfence();
  await scene.universe.resolve(scene.driver.unfenced);
  scene.driver.directoryFailed('a');
  await scene.universe.advance(100);
  assert.deepEqual(scene.heartbeats().at(-1)?.['offlineLogDirs'], ['a']);
});

describe('the time to tell of a failed directory', () => {
  const failing = async (script: Script): Promise<Scene> => {
    const scene = new Scene(script);
    scene.driver.readyToUnfence();
    await scene.universe.resolve(scene.driver.unfenced);
    return scene;
  };

  test('is over, and the broker ends, when the controller does not answer', async () => {
    const script = goodController();
    const scene = await failing(script);
    script.heartbeat = () => ({ errorCode: errors.STALE_BROKER_EPOCH.code });
    scene.driver.directoryFailed('a');
    await scene.universe.advance(29_000);
    assert.deepEqual(scene.fatal, []);
    await scene.universe.advance(2000);
    assert.equal(scene.fatal.length, 1);
    assert.match(scene.fatal[0] ?? '', /log directory a has failed/);
  });

  test('is not over once an answer came, nor after the end', async () => {
    const script = goodController();
    const scene = await failing(script);
    scene.driver.directoryFailed('a');
    await scene.universe.advance(1000);
    script.heartbeat = () => undefined;
    await scene.universe.advance(60_000);
    scene.driver.directoryFailed('b');
    scene.driver.stop();
    scene.driver.directoryFailed('c');
    await scene.universe.advance(60_000);
    assert.deepEqual(scene.fatal, []);
  });
});
