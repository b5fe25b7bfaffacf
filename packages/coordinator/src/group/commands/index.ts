export { offsetCommit } from './08-offset-commit.ts';
export { offsetFetchStable } from './09-offset-fetch-stable.ts';
export { joinGroup } from './11-join-group.ts';
export { heartbeat } from './12-heartbeat.ts';
export { leaveGroup } from './13-leave-group.ts';
export { syncGroup } from './14-sync-group.ts';
export { deleteGroups } from './42-delete-groups.ts';
export { offsetDelete } from './47-offset-delete.ts';
