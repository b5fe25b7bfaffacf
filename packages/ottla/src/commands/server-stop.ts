// `kafka-server-stop.sh`: asks the nodes that run here to shut down cleanly. By default all of
// them; a node id, or else a role, chooses.

import { exitCodes, type Command } from '../cli/command.ts';
import type { ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { type RunningNode, runningNodes } from './start/running-nodes.ts';

const SPEC: ToolSpec = {
  name: 'server-stop',
  about: 'Stops the nodes that run on this machine.',
  usage: '[--process-role=value] [--node-id=value]',
  wrongUsageExit: 1,
  options: [
    { name: 'process-role', takes: 'value', about: 'Stop nodes with this role.' },
    { name: 'node-id', takes: 'value', about: 'Stop the node with this id. Wins over the role.' },
  ],
};

export const serverStop: Command = async (args, io) => {
  const options = parseOptions(SPEC, args);
  const nodeId = options.integer('node-id');
  const role = options.value('process-role');
  const chosen = runningNodes(io.environment).filter((node) => isChosen(node, nodeId, role));
  if (chosen.length === 0) {
    io.stdout.write('No kafka server to stop\n');
    return exitCodes.failed;
  }
  for (const { pid } of chosen) process.kill(pid, signalOf(io.environment['SIGNAL']));
  return exitCodes.ok;
};

function isChosen(
  node: RunningNode,
  nodeId: number | undefined,
  role: string | undefined,
): boolean {
  if (nodeId !== undefined) return node.nodeId === nodeId;
  return role === undefined || node.roles.includes(role);
}

/** Kafka's script takes the signal from the environment, without SIG in front. */
function signalOf(name: string | undefined): string {
  if (name === undefined || name === '') return 'SIGTERM';
  return name.startsWith('SIG') ? name : `SIG${name}`;
}
