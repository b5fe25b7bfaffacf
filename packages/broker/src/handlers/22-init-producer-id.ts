// InitProducerId: an id for an idempotent producer, or for the producer of a transactional id.
//
// Behaviour: without a transactional id each request gets a new id, with epoch 0, whatever it had
// before. With one it gets what a broker answers that coordinates no transactions: its own checks
// first, then NOT_COORDINATOR.
// Version notes: 3+ tells the id and epoch that the producer had (KIP-360); 6 (unstable)
// two-phase commit.

import {
  type Draft,
  errors,
  initProducerIdApi,
  type InitProducerIdRequest,
  type InitProducerIdResponse,
  type ProtocolError,
} from '@ottla/protocol';
import type { ProducerIds } from '../replica/producer-ids.ts';
import type { Handler } from './handler.ts';

const NO_PRODUCER_ID = -1;
const NO_EPOCH = -1;

export interface InitProducerIdHandlerOptions {
  readonly producerIds: ProducerIds;
  /** transaction.max.timeout.ms */
  readonly transactionTimeoutMsMax: number;
}

export function initProducerIdHandler({
  producerIds,
  transactionTimeoutMsMax,
}: InitProducerIdHandlerOptions): Handler<InitProducerIdRequest, InitProducerIdResponse> {
  return {
    api: initProducerIdApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [
      { operation: 'WRITE', resourceType: 'transactional-id' },
      { operation: 'IDEMPOTENT_WRITE', resourceType: 'cluster' },
    ],
    handle(request, { throttleTimeMs }, respond) {
      const refusal = refusalOf(request, transactionTimeoutMsMax);
      if (refusal !== undefined) {
        respond({ ...refused(refusal), throttleTimeMs });
        return;
      }
      producerIds.take((outcome) => {
        const isId = typeof outcome === 'number';
        const answer = isId ? { producerId: outcome, producerEpoch: 0 } : refused(outcome);
        respond({ ...answer, throttleTimeMs });
      });
    },
  };
}

function refused({ code }: ProtocolError): Draft<InitProducerIdResponse> {
  return { errorCode: code, producerId: NO_PRODUCER_ID, producerEpoch: NO_EPOCH };
}

function refusalOf(
  request: InitProducerIdRequest,
  transactionTimeoutMsMax: number,
): ProtocolError | undefined {
  const { producerId, producerEpoch, transactionalId, transactionTimeoutMs } = request;
  // Either the producer had both, or it had neither.
  if ((producerId === NO_PRODUCER_ID) !== (producerEpoch === NO_EPOCH)) {
    return errors.INVALID_REQUEST;
  }
  if (transactionalId === null) return undefined;
  if (transactionalId === '') return errors.INVALID_REQUEST;
  if (request.enable2Pc) return errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED;
  if (request.keepPreparedTxn) return errors.UNSUPPORTED_VERSION;
  if (transactionTimeoutMs <= 0 || transactionTimeoutMs > transactionTimeoutMsMax) {
    return errors.INVALID_TRANSACTION_TIMEOUT;
  }
  return errors.NOT_COORDINATOR;
}
