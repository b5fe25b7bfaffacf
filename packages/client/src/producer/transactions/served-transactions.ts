// Whether a broker serves transactions at all, and what the user is told where it does not. Pure.

import {
  addOffsetsToTxnApi,
  addPartitionsToTxnApi,
  endTxnApi,
  initProducerIdApi,
  txnOffsetCommitApi,
  type Api,
} from '@ottla/protocol';

import { offeredVersions, type ServedVersions } from '../../core/api-versions.ts';
import { UnsupportedVersionError } from '../../errors.ts';
import { ADD_PARTITIONS_VERSION_MAX } from './transaction-requests.ts';

const REQUIRED = [
  initProducerIdApi,
  addPartitionsToTxnApi,
  addOffsetsToTxnApi,
  txnOffsetCommitApi,
  endTxnApi,
] as const;

/** Undefined where all is served. `broker` is for the message: `host:port (broker 1)`. */
export function whyNotServed(
  transactionalId: string,
  broker: string,
  served: ServedVersions,
): UnsupportedVersionError | undefined {
  const missing = REQUIRED.filter(({ key }) => !served.has(key)).map(withVersions);
  if (missing.length === 0) return undefined;
  return new UnsupportedVersionError(
    `transactional id ${transactionalId} cannot be used: ${broker} does not serve transactions. ` +
      `It lacks ${missing.join(', ')}. Leave transactionalId out to write without transactions ` +
      '(each record still once and in order), or use brokers that serve them: Apache Kafka ' +
      'from 0.11 on does, Ottla does not yet',
  );
}

/** For example `EndTxn (versions 0 to 5)`. */
function withVersions(api: Pick<Api, 'name' | 'key' | 'request'>): string {
  const { min, max } = offeredVersions(api as Api<unknown, unknown>); // only its versions are read
  const newest = api.key === addPartitionsToTxnApi.key ? ADD_PARTITIONS_VERSION_MAX : max;
  return `${api.name} (versions ${min} to ${newest})`;
}
