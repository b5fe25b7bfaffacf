// `npm run bench [-- CLAIM [PAIRS]]`: the claims of bench/claims, each measured beside a peer in
// one run; all of them where none is named.

import { measureClaim as librdkafkaBesideLoopback } from './claims/librdkafka-beside-loopback.ts';
import { measureClaim as startToReady } from './claims/start-to-ready.ts';
import { measureClaim as tenThousandGroups } from './claims/ten-thousand-groups.ts';
import { compileNative } from './native.ts';

const CLAIMS: Readonly<Record<string, (pairs?: number) => Promise<boolean>>> = {
  'librdkafka-beside-loopback': librdkafkaBesideLoopback,
  'start-to-ready': startToReady,
  'ten-thousand-groups': tenThousandGroups,
};

const [name, pairs] = process.argv.slice(2);
const chosen = Object.entries(CLAIMS).filter(([each]) => name === undefined || each === name);
if (chosen.length === 0) {
  console.error(`there is no claim ${name}, only ${Object.keys(CLAIMS).join(', ')}`);
  process.exitCode = 2;
} else {
  await compileNative();
  for (const [claim, measure] of chosen) {
    console.log(`\n${claim}`);
    const holds = await measure(pairs === undefined ? undefined : Number(pairs));
    console.log(holds ? 'holds' : 'DOES NOT HOLD');
    if (!holds) process.exitCode = 1;
  }
}
