// The list of all checkers, in the order of the table of anomalies, and what they make of a
// history.
//
// Of that table are missing, until the broker has transactions: precommitted-read,
// int-nonmonotonic-send and G1c, which need several operations that belong together. Allowed in
// Kafka's model, and so not looked for: int-send-skip, G0, and poll-skip and nonmonotonic-poll of
// group members across an assignment.

import type { History } from '../history/history.ts';
import { abortedRead } from './aborted-read.ts';
import type { Anomaly, Checker } from './checker.ts';
import { commitRegression } from './commit-regression.ts';
import { complaint } from './complaint.ts';
import { duplicate } from './duplicate.ts';
import { Examination } from './examination.ts';
import { fewOk } from './few-ok.ts';
import { inconsistentOffsets } from './inconsistent-offsets.ts';
import { intNonmonotonicPoll } from './int-nonmonotonic-poll.ts';
import { intPollSkip } from './int-poll-skip.ts';
import { lag } from './lag.ts';
import { logStartBack } from './log-start-back.ts';
import { lostKey } from './lost-key.ts';
import { lostWrite } from './lost-write.ts';
import { nonmonotonicPoll } from './nonmonotonic-poll.ts';
import { nonmonotonicSend } from './nonmonotonic-send.ts';
import { phantomRecord } from './phantom-record.ts';
import { pollSkip } from './poll-skip.ts';
import { silence } from './silence.ts';
import { stuck } from './stuck.ts';
import { twoOwners } from './two-owners.ts';
import { unseen } from './unseen.ts';
import { watermarkBack } from './watermark-back.ts';
import { wrongLookup } from './wrong-lookup.ts';
import { wrongTimestamp } from './wrong-timestamp.ts';

export const allCheckers: readonly Checker[] = [
  lostWrite,
  lostKey,
  unseen,
  abortedRead,
  inconsistentOffsets,
  duplicate,
  nonmonotonicSend,
  intPollSkip,
  intNonmonotonicPoll,
  pollSkip,
  nonmonotonicPoll,
  phantomRecord,
  wrongTimestamp,
  wrongLookup,
  watermarkBack,
  logStartBack,
  commitRegression,
  twoOwners,
  fewOk,
  silence,
  lag,
  stuck,
  complaint,
];

/** More findings of one kind than these tell nothing new. */
const FINDINGS_MAX = 5;

export function examine(history: History): Anomaly[] {
  const examined = new Examination(history);
  return allCheckers.flatMap(({ name, check }) => firstOf(name, check(examined)));
}

function firstOf(checker: string, findings: Iterable<string>): Anomaly[] {
  const found: Anomaly[] = [];
  for (const text of findings) {
    found.push({ checker, text });
    if (found.length === FINDINGS_MAX) break;
  }
  return found;
}
