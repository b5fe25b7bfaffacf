// Our assignors beside Apache Kafka 4.3.1's, over random groups that live through several rounds:
// members come and go, topics grow, claims are stale, racks and instance ids. The vectors are made
// by interop/assignors/run.ts, with members in the order in which Java met them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import type { AssignorTopic, MemberSubscription } from '../src/consumer/assignors/assignor.ts';
import { resolveAssignors } from '../src/consumer/assignors/choose.ts';
import {
  decodeAssignment,
  decodeSubscription,
  encodeAssignment,
  encodeSubscription,
} from '../src/consumer/assignors/consumer-protocol.ts';
import { stickyClaim, stickyUserData } from '../src/consumer/assignors/sticky/sticky-data.ts';
import { keyOf } from '../src/fetcher/topic-partition.ts';

interface Vector {
  readonly assignor: string;
  /** The racks of the replicas, by partition. */
  readonly topics: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly members: readonly {
    readonly id: string;
    readonly instance: string | null;
    readonly subscription: string;
  }[];
  readonly assigned: Readonly<Record<string, string>>;
}

const file = new URL('vectors/assignors-4.3.1.jsonl.gz', import.meta.url);
const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
// The file is made by our own program: its shape is known.
const vectors = lines.map((line) => JSON.parse(line) as Vector);

function topicsOf(vector: Vector): Map<string, AssignorTopic> {
  return new Map(
    Object.entries(vector.topics).map(([name, racks]) => [
      name,
      { partitionCount: racks.length, racks },
    ]),
  );
}

function membersOf(vector: Vector): MemberSubscription[] {
  return vector.members.map(({ id, instance, subscription }) => ({
    ...decodeSubscription(Buffer.from(subscription, 'hex')),
    memberId: id,
    groupInstanceId: instance,
  }));
}

/** Only of topics that some member wants and that exist, as Java passes them on. */
function wantedTopics(vector: Vector): Map<string, AssignorTopic> {
  const wanted = new Set(membersOf(vector).flatMap(({ topics }) => topics));
  return new Map([...topicsOf(vector)].filter(([name]) => wanted.has(name)));
}

for (const name of ['range', 'roundrobin', 'sticky', 'cooperative-sticky']) {
  const [assignor] = resolveAssignors(name);
  const ofAssignor = vectors.filter((each) => each.assignor === name);

  test(`${name} gives to each member what Java's gives`, () => {
    assert.ok(ofAssignor.length >= 100);
    for (const [index, vector] of ofAssignor.entries()) {
      const given = assignor?.assign(wantedTopics(vector), membersOf(vector));
      for (const [memberId, hex] of Object.entries(vector.assigned)) {
        const expected = decodeAssignment(Buffer.from(hex, 'hex')).partitions.map(keyOf);
        const got = given?.get(memberId)?.partitions.map(keyOf);
        assert.deepEqual(got?.toSorted(), expected.toSorted(), `vector ${index}: ${memberId}`);
      }
    }
  });
}

describe("Java's bytes", () => {
  test('of subscriptions are read, and written the same', () => {
    for (const { subscription } of vectors.flatMap(({ members }) => members)) {
      const bytes = Buffer.from(subscription, 'hex');
      const written = encodeSubscription(decodeSubscription(bytes));
      assert.equal(Buffer.from(written).toString('hex'), subscription);
    }
  });

  test('of sticky user data are read, and written the same', () => {
    const ofSticky = vectors.filter(({ assignor }) => assignor === 'sticky').flatMap(membersOf);
    const withData = ofSticky.filter(({ userData }) => userData !== null);
    assert.ok(withData.length >= 100);
    for (const member of withData) {
      const { partitions, generationId = -1 } = stickyClaim(member);
      assert.deepEqual(stickyUserData({ partitions, generationId }), member.userData);
    }
  });

  test('of assignments are read, and written the same', () => {
    for (const hex of vectors.flatMap(({ assigned }) => Object.values(assigned))) {
      const written = encodeAssignment(decodeAssignment(Buffer.from(hex, 'hex')));
      assert.equal(Buffer.from(written).toString('hex'), hex);
    }
  });
});
