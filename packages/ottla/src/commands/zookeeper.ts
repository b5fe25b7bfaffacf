// `zookeeper-server-start.sh` and `-stop.sh` of older tutorials: nothing is needed in their place,
// and the tutorial goes on.

import { exitCodes, type Command } from '../cli/command.ts';

export const zookeeper: Command = async (_args, io) => {
  io.stdout.write(
    'ZooKeeper is no longer needed: the node keeps the cluster metadata itself. ' +
      'Go on with kafka-server-start.sh config/server.properties\n',
  );
  return exitCodes.ok;
};
