// Bugs between consumers, their groups, and the broker.

import type { Prng } from '@ottla/base';
import {
  type FetchResponse,
  fetchApi,
  listOffsetsApi,
  offsetCommitApi,
  syncGroupApi,
} from '@ottla/protocol';

import type { PlantedBug, WrapClient } from './planted-bug.ts';
import { batchesOf, changeFetched } from './produced-batches.ts';
import { changeRequest, changeResponse, tapWorld, type WireTap } from './wire-tap.ts';

type FetchPartition = FetchResponse['responses'][number]['partitions'][number];

function on(kinds: readonly string[], tap: (prng: Prng) => WireTap): WrapClient {
  return (world, prng, name) =>
    kinds.some((kind) => name.startsWith(kind)) ? tapWorld(world, tap(prng)) : world;
}

const CONSUMERS: readonly string[] = ['group', 'reader'];

function changeFetches(
  chance: number,
  change: (partition: FetchPartition, batches: Buffer[]) => FetchPartition,
): (prng: Prng) => WireTap {
  return (prng) => ({
    response: (frame) => {
      if (frame.apiKey !== fetchApi.key) return undefined;
      return changeResponse(frame, fetchApi, (response) =>
        changeFetched(response, (partition) => {
          if (partition.errorCode !== 0 || !prng.chance(chance)) return partition;
          return change(partition, batchesOf(partition.records));
        }),
      );
    },
  });
}

function changeCommits(
  chance: number,
  change: (offset: number) => number,
): (prng: Prng) => WireTap {
  return (prng) => ({
    request: (frame) => {
      if (frame.apiKey !== offsetCommitApi.key || !prng.chance(chance)) return undefined;
      return changeRequest(frame, offsetCommitApi, (request) => ({
        ...request,
        topics: request.topics.map((topic) => ({
          ...topic,
          partitions: topic.partitions.map((partition) => ({
            ...partition,
            committedOffset: change(Number(partition.committedOffset)),
          })),
        })),
      }));
    },
  });
}

/** The leader gives every member what it gave the first one. */
function giveTwice(): WireTap {
  return {
    request: (frame) => {
      if (frame.apiKey !== syncGroupApi.key) return undefined;
      return changeRequest(frame, syncGroupApi, (request) => {
        const [first] = request.assignments;
        if (first === undefined) return request;
        const assignments = request.assignments.map((each) => ({
          ...each,
          assignment: first.assignment,
        }));
        return { ...request, assignments };
      });
    },
  };
}

function shiftLookups(by: number): () => WireTap {
  return () => ({
    response: (frame) => {
      if (frame.apiKey !== listOffsetsApi.key) return undefined;
      return changeResponse(frame, listOffsetsApi, (response) => ({
        ...response,
        topics: response.topics.map((topic) => ({
          ...topic,
          partitions: topic.partitions.map((partition) => ({
            ...partition,
            offset: shifted(Number(partition.offset), by),
          })),
        })),
      }));
    },
  });
}

/** -1 says that there is none. */
function shifted(offset: number, by: number): number {
  return offset < 0 ? offset : Math.max(0, offset + by);
}

/** After so many fetches none is answered any more, until the connection is given up. */
const FETCHES_ANSWERED_MAX = 50;

function goSilent(): WireTap {
  let answered = 0;
  return {
    response: ({ apiKey }) => {
      if (apiKey !== fetchApi.key) return undefined;
      answered += 1;
      return answered > FETCHES_ANSWERED_MAX ? [] : undefined;
    },
  };
}

export const consumerBugs: readonly PlantedBug[] = [
  {
    name: 'skips-a-batch',
    pretends: 'a fetch leaves out a batch where it brings several',
    foundBy: ['poll-skip', 'unseen'],
    wrapClient: on(
      CONSUMERS,
      changeFetches(0.3, (partition, batches) => {
        if (batches.length < 2) return partition;
        return { ...partition, records: Buffer.concat(batches.slice(1)) };
      }),
    ),
  },
  {
    name: 'turns-batches-round',
    pretends: 'a fetch brings its batches in the wrong order',
    foundBy: ['int-nonmonotonic-poll'],
    wrapClient: on(
      CONSUMERS,
      changeFetches(0.3, (partition, batches) => {
        if (batches.length < 2) return partition;
        return { ...partition, records: Buffer.concat(batches.toReversed()) };
      }),
    ),
  },
  {
    name: 'takes-the-watermark-back',
    pretends: 'a fetch tells an older high watermark',
    foundBy: ['watermark-back'],
    wrapClient: on(
      CONSUMERS,
      changeFetches(0.2, (partition) => {
        const highWatermark = Math.max(0, Number(partition.highWatermark) - 10);
        return { ...partition, highWatermark };
      }),
    ),
  },
  {
    name: 'commits-too-far',
    pretends: 'a member commits what it was not given',
    foundBy: ['unseen', 'commit-regression'],
    needs: { families: ['client'] },
    wrapClient: on(['group'], changeCommits(0.5, (offset) => offset + 5)),
  },
  {
    name: 'commits-too-little',
    pretends: 'an older offset overwrites a newer one',
    foundBy: ['commit-regression'],
    needs: { isDurable: true },
    wrapClient: on(['group'], changeCommits(0.3, (offset) => Math.max(0, offset - 20))),
  },
  {
    name: 'gives-partitions-twice',
    pretends: 'two members are given one partition in one generation',
    foundBy: ['two-owners'],
    wrapClient: on(['group'], giveTwice),
  },
  {
    name: 'looks-up-the-next',
    pretends: 'a look-up of an offset tells the one after it',
    foundBy: ['wrong-lookup'],
    needs: { isDurable: true },
    wrapClient: on(['admin'], shiftLookups(1)),
  },
  {
    name: 'looks-up-an-older-one',
    pretends: 'a look-up of an offset tells one before it',
    foundBy: ['wrong-lookup', 'log-start-back'],
    needs: { isDurable: true },
    wrapClient: on(['admin'], shiftLookups(-3)),
  },
  {
    name: 'goes-silent',
    pretends: 'at some time a broker answers no fetches any more',
    foundBy: ['stuck'],
    wrapClient: on(['group'], goSilent),
  },
];
