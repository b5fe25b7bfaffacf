// What assailants do, by name: on which listener, and of which parts. A part counts what it does,
// and has a least of it.

import type { Assault, Listener } from './assault.ts';
import { costlyLookups } from './costly-lookups.ts';
import { costlyRequests, decompressionBombs } from './costly-requests.ts';
import { connectStorm, largeBeginnings, neverRead, trickle } from './crowds.ts';
import { freshBombs } from './fresh-bombs.ts';
import { cutRequests, mutatedRequests } from './spoilt-requests.ts';

export interface Kind {
  readonly listener: Listener;
  readonly parts: Readonly<Record<string, Assault>>;
  /** Of each part's least: parts that go on at the same time are in each other's way. */
  readonly share: number;
}

const SHARE_OF_MANY = 0.25;

function broker(name: string, assault: Assault): Kind {
  return { listener: 'broker', parts: { [name]: assault }, share: 1 };
}

/** It is still the broker's clients who are measured: one event loop serves both listeners. */
function controller(name: string, assault: Assault): Kind {
  return { listener: 'controller', parts: { [name]: assault }, share: 1 };
}

export const assaults: Readonly<Record<string, Kind>> = {
  'cut requests': broker('cut requests', cutRequests('broker')),
  'mutated requests': broker('mutated requests', mutatedRequests('broker')),
  'decompression bombs': broker('decompression bombs', decompressionBombs),
  'bombs on new connections': broker('bombs on new connections', freshBombs),
  'costly requests': broker('costly requests', costlyRequests),
  'costly look-ups': broker('costly look-ups', costlyLookups),
  'never read': broker('never read', neverRead('broker')),
  'a byte a second': broker('a byte a second', trickle),
  'large beginnings': broker('large beginnings', largeBeginnings),
  'connect storm': broker('connect storm', connectStorm),
  'all at once': {
    listener: 'broker',
    parts: {
      'mutated requests': mutatedRequests('broker'),
      'decompression bombs': decompressionBombs,
      'never read': neverRead('broker'),
      'a byte a second': trickle,
      'large beginnings': largeBeginnings,
      'connect storm': connectStorm,
    },
    share: SHARE_OF_MANY,
  },
  'controller: cut requests': controller('cut requests', cutRequests('controller')),
  'controller: mutated requests': controller('mutated requests', mutatedRequests('controller')),
  'controller: never read': controller('never read', neverRead('controller')),
  'controller: a byte a second': controller('a byte a second', trickle),
};
