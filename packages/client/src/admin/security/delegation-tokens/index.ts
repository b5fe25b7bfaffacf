export * from './create-delegation-token.ts';
export type { DelegationToken, Principal } from './delegation-token.ts';
export * from './describe-delegation-token.ts';
export * from './expire-delegation-token.ts';
export * from './renew-delegation-token.ts';
