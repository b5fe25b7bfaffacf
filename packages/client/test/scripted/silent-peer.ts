// A peer that takes connections and says nothing: a broker that hangs, for those who connect.

import type { World } from '@ottla/base';

const VIEW_BYTES = 1024;

export class SilentPeer {
  /** Connections that are open now. */
  open = 0;
  /** Connections that ever came. */
  accepted = 0;

  static async listen(world: World, port = 9092): Promise<SilentPeer> {
    const peer = new SilentPeer();
    await world.network.listen({ host: '', port }, (connection) => {
      peer.open += 1;
      peer.accepted += 1;
      connection.receive({
        supply: () => new Uint8Array(VIEW_BYTES),
        received: () => undefined,
        ended: () => connection.destroy(),
        closed: () => {
          peer.open -= 1;
        },
      });
    });
    return peer;
  }
}
