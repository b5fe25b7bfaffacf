// Requests that only the controller answers: they reach it as they came, in every version, and its
// answer waits until this broker has followed.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { type Draft, electLeadersApi } from '@ottla/protocol';
import type { ControllerChannel } from '../../src/controller/controller-channel.ts';
import type { Handler } from '../../src/handlers/handler.ts';
import {
  alterPartitionReassignmentsHandler,
  describeQuorumHandler,
  electLeadersHandler,
  listPartitionReassignmentsHandler,
  unregisterBrokerHandler,
  updateFeaturesHandler,
} from '../../src/index.ts';
import { ask, versionsOf } from '../ask-handler.ts';

interface Call {
  readonly key: number;
  readonly version: number;
  readonly request: unknown;
  readonly timeoutMs: number;
}

function hasError(key: number, version: number): boolean {
  return key !== electLeadersApi.key || version > 0;
}

/** A controller that answers with an error for the whole, and a broker that follows when told. */
function setup() {
  const calls: Call[] = [];
  const channel: ControllerChannel = {
    call: ({ key }, version, request, { timeoutMs }) => {
      calls.push({ key, version, request, timeoutMs });
      // Every one of these APIs has that field, but for the first version of one.
      return Promise.resolve((hasError(key, version) ? { errorCode: 41 } : {}) as never);
    },
  };
  const followed = Promise.withResolvers<void>();
  const options = { channel, appliedMetadata: () => followed.promise };
  return { calls, options, follow: followed.resolve };
}

type Options = ReturnType<typeof setup>['options'];

function passesOn<Request, Response extends { readonly errorCode: number }>(
  make: (options: Options) => Handler<Request, Response>,
  request: Draft<Request>,
  timeoutMs: number,
): void {
  const { api, forwardable, listeners } = make(setup().options);
  describe(api.name, () => {
    test('is served on every listener', () => {
      assert.deepEqual([forwardable, listeners], [true, ['broker', 'controller']]);
    });

    for (const version of versionsOf({ api })) {
      test(`v${version}`, async () => {
        const it = setup();
        const answers: Response[] = [];
        const asking = ask(make(it.options), { version }, request).then((response) => {
          answers.push(response);
        });
        await Promise.resolve();
        assert.equal(answers.length, 0, 'the broker has not followed yet');
        it.follow();
        await asking;
        const [call] = it.calls;
        const passedOn = [call?.key, call?.version, call?.timeoutMs];
        assert.deepEqual(passedOn, [api.key, version, timeoutMs]);
        assert.equal(it.calls.length, 1);
        const expected = hasError(api.key, version) ? 41 : 0;
        assert.deepEqual(answers.map((each) => each.errorCode), [expected]);
      });
    }
  });
}

passesOn(electLeadersHandler, { topicPartitions: null, timeoutMs: 7 }, 7);
passesOn(alterPartitionReassignmentsHandler, { topics: [], timeoutMs: 8 }, 8);
passesOn(listPartitionReassignmentsHandler, { topics: null, timeoutMs: -5 }, 0);
passesOn(updateFeaturesHandler, { timeoutMs: 9 }, 9);
// What says nothing of time has Kafka's usual one.
passesOn(describeQuorumHandler, { topics: [] }, 30_000);
passesOn(unregisterBrokerHandler, { brokerId: 5 }, 30_000);
