// What a node tells monitoring of its replica of the metadata log, and of flushes.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createTopic } from './compacted-client.ts';
import { Lookout } from './lookout.ts';
import { SimulatedMachine } from './simulated-node.ts';

const ADDRESS = { 'ottla.http.address': '127.0.0.1:9644' };

test('votes, elections, appends and commits are told, and how long flushes took', async () => {
  const machine = new SimulatedMachine('quorum');
  const { faults } = machine.universe.storage('broker');
  faults.delayMs = (operation) => (operation === 'sync' ? 40 : 0);
  const lookout = new Lookout();
  const started = await machine.start(ADDRESS, { operations: lookout });
  const of = async (name: string): Promise<number> => (await lookout.samples()).get(name) ?? -1;
  const raft = (name: string): Promise<number> => of(`kafka_server_raftmetrics_${name}`);
  const flushes = 'kafka_log_logflushstats_logflushrateandtimems';
  assert.equal(await raft('current_vote'), 1);
  const electionMs = await raft('election_latency_max');
  assert.ok(electionMs >= 0 && electionMs < 5_000, String(electionMs));
  assert.equal(await raft('election_latency_avg'), electionMs, 'there was one');
  const flushesBefore = await of(`${flushes}_count`);
  await createTopic(await machine.connect(9092), 't', {});
  await machine.universe.advance(1_000);
  // Each of them waits for a flush, and is told by its records.
  const commitMs = await raft('commit_latency_max');
  assert.ok(commitMs >= 40 && commitMs < 1_000, String(commitMs));
  const averageMs = await raft('commit_latency_avg');
  assert.ok(averageMs > 0 && averageMs <= commitMs, String(averageMs));
  assert.ok((await raft('append_records_rate')) > 0);
  assert.equal(await raft('fetch_records_rate'), 0);
  assert.ok((await of(`${flushes}_count`)) > flushesBefore);
  const longest = await of(`${flushes}{quantile="0.999"}`);
  assert.ok(longest >= 30 && longest < 1_000, String(longest));
  assert.equal(await of('kafka_controller_controllerstats_uncleanleaderelections_total'), 0);
  await machine.universe.advance(90_000);
  assert.equal(await raft('current_vote'), 1);
  assert.ok(Number.isNaN(await raft('election_latency_max')), 'long ago');
  await machine.stop(started);
});
