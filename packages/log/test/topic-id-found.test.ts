// A topic id that a killed process has left may not be durable yet, also after an orderly end,
// which costs no sync for a log that is as empty as it was found: the first flush makes it so.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import type { World } from '@ottla/base';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import { servicesOf, write } from './simulated-log.ts';

const ID = 'AAAAAAAAAAAAAAAAAAAAZA';
const OF = { topic: 'flights', partition: 0, topicId: ID, config: defaultLogConfig };

function open(world: World): LogDirectory {
  const directory = LogDirectory.open({ services: servicesOf(world), path: '/data' });
  directory.load(() => defaultLogConfig);
  return directory;
}

for (const isFuture of [false, true]) {
  const what = isFuture ? 'a copy that gets its name' : 'a log that is closed';
  test(`${what} keeps the id that was found`, async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const universe = new SimulatedUniverse({ seed });
      const first = open(universe.createNode('broker'));
      if (isFuture) first.futures.create(OF);
      else first.createLog(OF);
      universe.kill('broker', 'process');
      let directory = open(universe.restart('broker'));
      const future = directory.futures.log('flights', 0);
      if (future !== undefined) {
        directory.futures.adopt(await universe.resolve(directory.futures.promote(future)));
      } else {
        await universe.resolve(directory.close({ brokerEpoch: 1 }));
        universe.kill('broker', 'process');
        directory = open(universe.restart('broker'));
      }
      const log = directory.log('flights', 0);
      assert.ok(log);
      write(log);
      await universe.resolve(log.flush());
      universe.kill('broker', 'power');
      const again = open(universe.restart('broker')).log('flights', 0);
      assert.deepEqual([again?.topicId, again?.logEndOffset], [ID, 1], `seed ${seed}`);
    }
  });
}
