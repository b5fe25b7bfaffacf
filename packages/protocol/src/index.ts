export type { Api } from './api.ts';
export { CodecError, DecodeError, EncodeError } from './codec/codec-error.ts';
export type { CoordinatorRecordCodecs, MessageCodec } from './codec/message-codec.ts';
export { stringBytesMax } from './codec/byte-reader.ts';
export { sizeOfUvarint } from './codec/byte-writer.ts';
export { Reader } from './codec/reader.ts';
export { SlicedReader } from './codec/sliced-reader.ts';
export { SlicedWriter } from './codec/sliced-writer.ts';
export { isUuid, uuidFromBytes, uuidToBytes, zeroUuid } from './codec/uuid.ts';
export type { BytesValue, Draft, Int64, UnknownTaggedField, Uuid } from './codec/values.ts';
export { Writer } from './codec/writer.ts';
export { errorAnswer } from './errors/error-answer.ts';
export { errorOf, errors } from './errors/errors.ts';
export type { ErrorName, ProtocolError } from './errors/errors.ts';
export {
  readRequestHeader,
  readResponseHeader,
  requestHeaderVersion,
  responseHeaderVersion,
  writeRequestHeader,
  writeResponseHeader,
} from './headers.ts';
export type { HeaderApi, RequestHeaderFields } from './headers.ts';
export { readRequest, readResponse, writeRequest, writeResponse } from './messages.ts';
export type { ReceivedRequest, ReceivedResponse } from './messages.ts';
export * from './generated/index.ts';
export {
  readCoordinatorRecord,
  writeCoordinatorKey,
  writeCoordinatorValue,
} from './stored/coordinator-record.ts';
export type { ReadCoordinatorRecord } from './stored/coordinator-record.ts';
export { decodeMessage, encodeMessage } from './stored/message-bytes.ts';
export { readMetadataRecord, writeMetadataRecord } from './stored/metadata-record.ts';
export type { ReadMetadataRecord } from './stored/metadata-record.ts';
export { decodeVersioned, encodeVersioned } from './stored/versioned-message.ts';
export type { VersionedMessage } from './stored/versioned-message.ts';
export * from './framing/index.ts';
export * from './otlp/index.ts';
export * from './records/index.ts';
