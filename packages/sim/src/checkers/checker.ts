// What a checker is: a name from the table of anomalies, and a pure function from a history to what
// it finds wrong. One file each; `all-checkers.ts` lists them.

import type { Examination } from './examination.ts';

export interface Checker {
  /** As in the table of anomalies, for example `lost-write`. */
  readonly name: string;
  /** One line for each finding. */
  readonly check: (examined: Examination) => Iterable<string>;
}

export interface Anomaly {
  readonly checker: string;
  readonly text: string;
}
