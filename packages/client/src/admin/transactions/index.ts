export * from './abort-transaction.ts';
export * from './describe-transactions.ts';
export * from './fence-producers.ts';
export * from './force-terminate-transaction.ts';
export * from './list-transactions.ts';
export * from './transactional-ids.ts';
