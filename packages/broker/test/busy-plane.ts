// For tests of requests that take long.

import { metadataApi } from '@ottla/protocol';
import type { AnyHandler } from '../src/handlers/handler.ts';
import { DataPlane } from './data-plane.ts';

/** A plane whose Metadata keeps the whole node busy for a time: with a slow call of the disk. */
export async function busyPlane(busyMs: number): Promise<DataPlane> {
  let plane: DataPlane | undefined;
  const handler: AnyHandler = {
    api: metadataApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [],
    handle(_request, _context, respond) {
      plane?.world.disk.list('/logs');
      respond({});
    },
  };
  plane = await DataPlane.start({ handlers: [handler] });
  plane.universe.storage('broker').faults.delayMs = (operation) =>
    operation === 'list' ? busyMs : 0;
  return plane;
}
