export * from './describe-streams-groups.ts';
