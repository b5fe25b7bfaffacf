// Faults of the network between the broker and its clients.

import { BROKER } from '../run/simulated-broker.ts';
import { type Battlefield, type Fault, NOTHING, someClients } from './fault.ts';

type Direction = 'both' | 'to broker' | 'from broker';

function cut(field: Battlefield, direction: Direction): () => void {
  const ends = someClients(field).flatMap(({ name }) => [
    ...(direction === 'from broker' ? [] : [field.cuts.cut(name, BROKER)]),
    ...(direction === 'to broker' ? [] : [field.cuts.cut(BROKER, name)]),
  ]);
  return () => {
    for (const end of ends) end();
  };
}

/** Both directions of the links of some clients; the change is undone in the end. */
function change(field: Battlefield, what: { delayMsMax?: number; refusing?: boolean }): () => void {
  const { network } = field.universe;
  const links = someClients(field).flatMap(({ name }) => [
    network.link(name, BROKER),
    network.link(BROKER, name),
  ]);
  for (const link of links) Object.assign(link, what);
  return () => {
    const { delayMsMax, refusing } = network.defaults;
    for (const link of links) Object.assign(link, { delayMsMax, refusing });
  };
}

export const networkFaults: readonly Fault[] = [
  {
    name: 'partition',
    family: 'network',
    lastsMs: [200, 20_000],
    strike: (field) => cut(field, 'both'),
  },
  {
    name: 'cut to broker',
    family: 'network',
    lastsMs: [200, 15_000],
    strike: (field) => cut(field, 'to broker'),
  },
  {
    name: 'cut from broker',
    family: 'network',
    lastsMs: [200, 15_000],
    strike: (field) => cut(field, 'from broker'),
  },
  {
    name: 'reset connections',
    family: 'network',
    strike: (field) => {
      for (const { name } of someClients(field)) {
        field.universe.network.resetConnections(name, BROKER);
      }
      return NOTHING;
    },
  },
  {
    name: 'slow link',
    family: 'network',
    lastsMs: [1_000, 15_000],
    strike: (field) => change(field, { delayMsMax: field.prng.pick([20, 300, 3_000]) }),
  },
  {
    name: 'connections refused',
    family: 'network',
    lastsMs: [500, 10_000],
    strike: (field) => change(field, { refusing: true }),
  },
];
