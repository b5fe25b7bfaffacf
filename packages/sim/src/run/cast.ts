// Who plays in a scenario: a process for each producer, member, reader and the administrator.

import { Prng, type SimulatedUniverse, type World } from '@ottla/base';

import type { PlantedBug } from '../planted/planted-bug.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { administer } from '../workload/administer.ts';
import { consumeAssigned } from '../workload/consume-assigned.ts';
import { consumeInGroup } from '../workload/consume-in-group.ts';
import { produce } from '../workload/produce.ts';
import type { Stage, Work } from '../workload/stage.ts';
import { ClientProcess } from './client-process.ts';

export interface CastOptions {
  readonly universe: SimulatedUniverse;
  readonly scenario: Scenario;
  readonly stage: Stage;
  readonly planted: PlantedBug | undefined;
  readonly broke: (name: string, error: unknown) => void;
}

interface Part<Plan> {
  readonly name: string;
  readonly plan: Plan;
  readonly clockRate?: number;
  readonly play: (work: Work<Plan>) => Promise<void>;
}

export function castOf(options: CastOptions): readonly ClientProcess[] {
  const { scenario } = options;
  const cast = <Plan>(part: Part<Plan>): ClientProcess => processOf(part, options);
  return [
    ...scenario.producers.map((plan) => cast({ ...plan, plan, play: produce })),
    ...scenario.groups.flatMap((group) =>
      group.members.map((member) => {
        const plan = { ...member, group };
        return cast({ name: member.name, plan, play: consumeInGroup });
      }),
    ),
    ...scenario.readers.map((plan) => cast({ name: plan.name, plan, play: consumeAssigned })),
    cast({ name: 'admin', plan: scenario, play: administer }),
  ];
}

function processOf<Plan>(part: Part<Plan>, options: CastOptions): ClientProcess {
  const { name, plan, clockRate = 1, play } = part;
  const { universe, stage, planted, broke } = options;
  return new ClientProcess({
    universe,
    name,
    clockRate,
    run: (world: World, incarnation: number) => {
      const prng = Prng.labelled(stage.seed, `${name} ${incarnation}`);
      return play({ stage, plan, world, incarnation, prng });
    },
    wrap: (world) => {
      const prng = Prng.labelled(stage.seed, `planted ${name}`);
      return planted?.wrapClient?.(world, prng, name) ?? world;
    },
    broke: (error) => broke(name, error),
  });
}
