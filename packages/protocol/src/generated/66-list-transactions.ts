// Generated from schema/66-list-transactions.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface ListTransactionsRequest {
  readonly stateFilters: readonly string[];
  readonly producerIdFilters: readonly Int64[];
  readonly durationFilter: Int64; // v1+
  readonly transactionalIdPattern: string | null; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readListTransactionsRequest(reader: Reader, version: number): ListTransactionsRequest {
  return {
    stateFilters: reader.stringArray(
      'stateFilters',
      reader.arrayCount('stateFilters', true, 1),
      true,
    ),
    producerIdFilters: reader.int64Array(
      'producerIdFilters',
      reader.arrayCount('producerIdFilters', true, 8),
    ),
    durationFilter: version >= 1 ? reader.int64('durationFilter') : -1,
    transactionalIdPattern: version >= 2
      ? reader.nullableString('transactionalIdPattern', true)
      : null,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListTransactionsRequest(
  writer: Writer,
  draft: Draft<ListTransactionsRequest>,
  version: number,
): void {
  const {
    stateFilters = [],
    producerIdFilters = [],
    durationFilter = -1,
    transactionalIdPattern = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.stringArray(stateFilters, 'stateFilters', true);
  writer.int64Array(producerIdFilters, 'producerIdFilters', true);
  if (version >= 1) {
    writer.int64(durationFilter, 'durationFilter');
  } else if (durationFilter !== -1 && durationFilter !== -1n) throw notInVersion('durationFilter');
  if (version >= 2) {
    writer.nullableString(transactionalIdPattern, 'transactionalIdPattern', true);
  } else if (transactionalIdPattern !== null) throw notInVersion('transactionalIdPattern');
  writer.unknownTags(unknownTaggedFields, true);
}

export const listTransactionsRequest: MessageCodec<ListTransactionsRequest> = defineCodec({
  name: 'ListTransactionsRequest',
  apiKey: 66,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readListTransactionsRequest,
  write: writeListTransactionsRequest,
});

export interface ListTransactionsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly unknownStateFilters: readonly string[];
  readonly transactionStates: readonly ListTransactionsResponseTransactionState[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ListTransactionsResponseTransactionState {
  readonly transactionalId: string;
  readonly producerId: Int64;
  readonly transactionState: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readListTransactionsResponseTransactionState(
  reader: Reader,
  _version: number,
): ListTransactionsResponseTransactionState {
  return {
    transactionalId: reader.string('transactionalId', true),
    producerId: reader.int64('producerId'),
    transactionState: reader.string('transactionState', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListTransactionsResponseTransactionState(
  writer: Writer,
  draft: Draft<ListTransactionsResponseTransactionState>,
  _version: number,
): void {
  const {
    transactionalId = '',
    producerId = 0,
    transactionState = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(transactionalId, 'transactionalId', true);
  writer.int64(producerId, 'producerId');
  writer.string(transactionState, 'transactionState', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readListTransactionsResponse(reader: Reader, version: number): ListTransactionsResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    unknownStateFilters: reader.stringArray(
      'unknownStateFilters',
      reader.arrayCount('unknownStateFilters', true, 1),
      true,
    ),
    transactionStates: reader.items(
      'transactionStates',
      reader.arrayCount('transactionStates', true, 11),
      version,
      readListTransactionsResponseTransactionState,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeListTransactionsResponse(
  writer: Writer,
  draft: Draft<ListTransactionsResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    unknownStateFilters = [],
    transactionStates = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.stringArray(unknownStateFilters, 'unknownStateFilters', true);
  writer.arrayCount(transactionStates, 'transactionStates', true);
  writer.items(
    transactionStates,
    'transactionStates',
    version,
    writeListTransactionsResponseTransactionState,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

export const listTransactionsResponse: MessageCodec<ListTransactionsResponse> = defineCodec({
  name: 'ListTransactionsResponse',
  apiKey: 66,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readListTransactionsResponse,
  write: writeListTransactionsResponse,
});
