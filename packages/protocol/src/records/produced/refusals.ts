// Makes the refusals of produced batches.

import { errors } from '../../errors/errors.ts';
import type { ErrorName } from '../../errors/errors.ts';
import type { RecordError, RefusalMetric, RefusedBatch } from './produce-rules.ts';

const NO_RECORD_ERRORS: readonly RecordError[] = Object.freeze([]);

/** A refusal of the batch as a whole. */
export function refuse(name: ErrorName, message: string, metric?: RefusalMetric): RefusedBatch {
  const error = errors[name];
  const recordErrors = NO_RECORD_ERRORS;
  return { kind: 'refused', error, errorCode: error.code, message, recordErrors, metric };
}

/** A refusal on account of some of its records: one bad record fails the whole batch. */
export function refuseRecords(
  recordErrors: readonly RecordError[],
  { hasBadTimestamp, metric }: { hasBadTimestamp: boolean; metric: RefusalMetric | undefined },
): RefusedBatch {
  const error = hasBadTimestamp ? errors.INVALID_TIMESTAMP : errors.INVALID_RECORD;
  const count = recordErrors.length === 1 ? '1 record' : `${recordErrors.length} records`;
  const first = recordErrors[0];
  const message = `${count} refused; the first is record ${first?.batchIndex}: ${first?.message}`;
  return { kind: 'refused', error, errorCode: error.code, message, recordErrors, metric };
}
