// Whether a request comes from the broker process that is registered: an older one is told so.

import { errors, type Int64 } from '@ottla/protocol';
import type { MetadataImage } from '../image/metadata-image.ts';
import { type Outcome, refusal, SUCCESS } from './outcome.ts';

export function brokerEpochOutcome(
  image: MetadataImage,
  brokerId: number,
  brokerEpoch: Int64,
): Outcome {
  const broker = image.cluster.brokers.get(brokerId);
  if (broker === undefined) {
    const message = `No broker registration found for broker id ${brokerId}`;
    return refusal(errors.STALE_BROKER_EPOCH, message);
  }
  if (broker.epoch === brokerEpoch) return SUCCESS;
  const message = `Expected broker epoch ${broker.epoch}, but got broker epoch ${brokerEpoch}`;
  return refusal(errors.STALE_BROKER_EPOCH, message);
}
