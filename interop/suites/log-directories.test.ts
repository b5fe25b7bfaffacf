// Replicas move between two log directories of Apache Kafka and of Ottla by the same sequence of
// Java's tools, which say the same of both; and what the one leaves on its way (`-future`) when it
// is closed or killed, the other brings to its end.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { complaintsIn } from '../interchange/complaints.ts';
import { DirectoryMoves } from '../interchange/directory-moves.ts';
import { type Maker, type Serving, Site } from '../interchange/site.ts';
import { JavaRunner } from '../tools/java-runner.ts';

const SETTINGS = {
  'offsets.topic.replication.factor': 1,
  'log.segment.delete.delay.ms': 1_000,
};

/**
 * Of what waits for its removal; and a race of Apache Kafka's, whose fetcher may have forgotten the
 * partition when the answer to its assignment comes.
 */
const USUAL = /-delete\/\d{20}\.log|AssignmentsManager id=1\] handleResponse: unexpected callback/;

let runner: JavaRunner;

before(() => {
  runner = new JavaRunner();
});

after(() => runner.close());

type Open = (maker: Maker) => Promise<Serving>;

/** What is open at the end, and not closed, is killed. */
async function onNewSite<T>(work: (site: Site, open: Open) => Promise<T>): Promise<T> {
  const site = await Site.create(SETTINGS);
  let left: Serving | undefined;
  const open: Open = async (maker) => {
    const serving = await site.open(maker);
    left = serving;
    const forget = <Result>(result: Result): Result => {
      left = undefined;
      return result;
    };
    return {
      maker,
      close: () => serving.close().then(forget),
      kill: () => serving.kill().then(forget),
    };
  };
  try {
    return await work(site, open);
  } finally {
    await left?.kill();
  }
}

/** Everything that the tools say, in order. */
function sequence(maker: Maker): Promise<readonly string[]> {
  return onNewSite(async (site, open) => {
    await open(maker);
    const moves = new DirectoryMoves(site.directories, site.bootstrap, runner);
    const said = [
      await moves.begin(),
      await moves.describe(),
      await moves.beginSlowMove(0, 'b'),
      [await moves.verify(0, 'b')],
      await moves.describe(),
      [await moves.verify(0, 'b', '--preserve-throttles')],
    ];
    // Back where it lies: that cancels the move.
    said.push([await moves.cancelTo(0, 'a'), await moves.untilIn(0, 'a')]);
    said.push(await moves.describe(), await moves.beginSlowMove(0, 'b'));
    said.push([await moves.unthrottle(), await moves.untilIn(0, 'b')]);
    said.push(await moves.describe(), await moves.mistakes());
    await moves.checkRecords();
    return said.flat();
  });
}

test('the tools say the same of moves on both', async () => {
  const apache = await sequence('apache');
  const ottla = await sequence('ottla');
  for (const [index, text] of apache.entries()) assert.equal(ottla[index], text);
  assert.equal(ottla.length, apache.length);
});

for (const first of ['apache', 'ottla'] satisfies Maker[]) {
  const second = first === 'ottla' ? 'apache' : 'ottla';
  test(`a move that ${first} leaves goes on after ${second}, which is killed`, async () => {
    await onNewSite(async (site, open) => {
      const moves = new DirectoryMoves(site.directories, site.bootstrap, runner);
      const begun = await open(first);
      await moves.begin();
      await moves.beginSlowMove(0, 'b');
      await begun.close();
      assert.equal(moves.futures(0).length, 1, 'it is on its way');
      const next = await open(second);
      await moves.untilFuture(0);
      await moves.checkRecords();
      await next.kill();
      assert.equal(moves.futures(0).length, 1, 'it still is');
      const last = await open(first);
      await moves.untilFuture(0);
      await moves.unthrottle();
      await moves.untilIn(0, 'b');
      await moves.checkRecords();
      assert.deepEqual(moves.futures(0), []);
      const loud = complaintsIn(await last.close());
      assert.deepEqual(loud.filter((line) => !USUAL.test(line)), []);
    });
  });
}
