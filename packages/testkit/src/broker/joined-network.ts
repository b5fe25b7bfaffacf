// One network made of two: in memory for those who share the broker's clock, TCP for everybody
// else. A listener has one port in both.

import type { Network } from '@ottla/base';

export interface JoinedNetworkOptions {
  /** Where this process connects. */
  readonly inMemory: Network;
  readonly tcp: Network;
  /** Somebody has come over TCP. */
  readonly cameByTcp: () => void;
}

export function joinedNetwork({ inMemory, tcp, cameByTcp }: JoinedNetworkOptions): Network {
  return {
    connect: (options) => inMemory.connect(options),
    listen: async (options, accept) => {
      const outside = await tcp.listen(options, (connection) => {
        cameByTcp();
        accept(connection);
      });
      const { port } = outside.address;
      const inside = await inMemory.listen({ ...options, port }, accept);
      return {
        address: outside.address,
        close: async () => {
          await Promise.all([outside.close(), inside.close()]);
        },
      };
    },
  };
}
