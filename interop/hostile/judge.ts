// What is made of one kind of assault: whether the honest clients noticed too much of it, whether
// the broker holds anything for those who are gone, and whether the assault took place at all.

import type { AssaultReport } from './assailant.ts';
import type { Kind } from './assaults.ts';
import { deedsText, shortfalls, together } from './deeds.ts';
import type { HonestReport } from './honest.ts';
import { p99Max, quantile } from './latencies.ts';

export interface Observed {
  readonly name: string;
  readonly kind: Pick<Kind, 'parts' | 'share'>;
  /** What the assailants did, each time. */
  readonly did: readonly AssaultReport[];
  readonly alone: readonly HonestReport[];
  /** Beside assailants of the sham. */
  readonly quiet: readonly HonestReport[];
  readonly besieged: readonly HonestReport[];
  /** Bytes that the broker still holds for those who are gone. */
  readonly leftBytes: number;
}

export interface Verdict {
  /** What did not hold; none where all did. */
  readonly broken: readonly string[];
  /** In one line, for the ledger. */
  readonly text: string;
}

export const LEFT_BYTES_MAX = 1024 * 1024;

type Measure = 'acknowledged' | 'consumed';

export function judge(observed: Observed): Verdict {
  const { name, leftBytes, besieged } = observed;
  const sends = compare(observed, 'acknowledged');
  const reads = compare(observed, 'consumed');
  const failed = besieged.reduce((sum, report) => sum + report.failed, 0);
  const count = besieged.reduce((sum, report) => sum + report.acknowledged.length, 0);
  const broken = [...sends.broken, ...reads.broken, ...missingWork(observed)];
  if (failed > 0) broken.push(`${failed} sends of the honest failed`);
  if (count === 0) broken.push('no send of the honest came through');
  if (leftBytes >= LEFT_BYTES_MAX) broken.push(`${leftBytes} bytes are held for those who went`);
  const p99 = `p99 ${sends.text}, ${reads.text} (alone / beside a sham)`;
  const rest = `${failed} of ${count + failed} failed, ${leftBytes} bytes left`;
  const text = `${name}: ${p99}; ${workText(observed)}; ${rest}`;
  return { broken: broken.map((each) => `${name}: ${each}`), text };
}

function p99(reports: readonly HonestReport[], measure: Measure): number {
  return quantile(reports.flatMap((report) => report[measure]), 0.99);
}

function compare({ alone, quiet, besieged }: Observed, measure: Measure): Verdict {
  const during = p99(besieged, measure);
  const before = p99(alone, measure);
  const bound = p99Max(before);
  const sham = p99(quiet, measure);
  const [duringText, boundText, beforeText, shamText] = [during, bound, before, sham].map((ms) =>
    ms.toFixed(1),
  );
  const told = `${duringText} ms ${measure} of at most ${boundText}`;
  // Without samples it is no number, and nothing was shown.
  const broken = during <= bound ? [] : [told];
  return { broken, text: `${told} (${beforeText} / ${shamText})` };
}

/** Each time, each part must have done its share: a round without it shows nothing. */
function missingWork({ kind, did }: Observed): string[] {
  return did.flatMap((report) =>
    Object.entries(kind.parts).flatMap(([part, { least }]) => {
      const deeds = report[part];
      if (deeds === undefined) return [`the assailants tell nothing of ${part}`];
      return shortfalls(deeds, least, kind.share).map((each) => `${part} did too little: ${each}`);
    }),
  );
}

function workText({ kind, did }: Observed): string {
  const parts = Object.keys(kind.parts);
  const texts = parts.map((part) => {
    const text = deedsText(together(did.flatMap((report) => report[part] ?? [])));
    return parts.length === 1 ? text : `${part} ${text}`;
  });
  return texts.join(', ');
}
