// Requests that a broker answers when something happens, not at once: records come, the group is
// complete. What stands behind one of them on its connection waits with it, since answers come in
// the order of the requests.

import { fetchApi, joinGroupApi, syncGroupApi, type Api } from '@ottla/protocol';

export function mayBeHeld({ key }: Api<unknown, unknown>): boolean {
  return key === fetchApi.key || key === joinGroupApi.key || key === syncGroupApi.key;
}
