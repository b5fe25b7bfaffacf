export { offsetFetch } from './09-offset-fetch.ts';
export { describeGroups } from './15-describe-groups.ts';
export { listGroups } from './16-list-groups.ts';
