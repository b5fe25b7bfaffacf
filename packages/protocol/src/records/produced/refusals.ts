// Makes the refusals of produced batches.

import { produceErrors } from './produce-rules.ts';
import type { ProduceErrorName, RecordError, RefusalMetric, RefusedBatch } from './produce-rules.ts';

const NO_RECORD_ERRORS: readonly RecordError[] = Object.freeze([]);

/** A refusal of the batch as a whole. */
export function refuse(
  error: ProduceErrorName,
  message: string,
  metric?: RefusalMetric,
): RefusedBatch {
  const errorCode = produceErrors[error];
  return { kind: 'refused', error, errorCode, message, recordErrors: NO_RECORD_ERRORS, metric };
}

/** A refusal on account of some of its records: one bad record fails the whole batch. */
export function refuseRecords(
  recordErrors: readonly RecordError[],
  { hasBadTimestamp, metric }: { hasBadTimestamp: boolean; metric: RefusalMetric | undefined },
): RefusedBatch {
  const error = hasBadTimestamp ? 'INVALID_TIMESTAMP' : 'INVALID_RECORD';
  const first = recordErrors[0];
  const count = recordErrors.length;
  const records = count === 1 ? 'a record' : `${count} records`;
  const message = `${records} of the batch cannot be accepted; first, record ${first?.batchIndex}: ${first?.message}`;
  const errorCode = produceErrors[error];
  return { kind: 'refused', error, errorCode, message, recordErrors, metric };
}
