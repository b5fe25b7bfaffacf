// What handlers need that answer in slices, for tests that ask for little.

import { SimulatedUniverse } from '@ottla/base';
import { LargeWork, type SlicesHost } from '../src/index.ts';

/** Of a simulated node whose time stands still. */
export function slicesHost(): SlicesHost {
  const { clock, timers } = new SimulatedUniverse({ seed: 1 }).createNode('broker');
  return { clock, timers, largeWork: new LargeWork({ clock, timers }) };
}
