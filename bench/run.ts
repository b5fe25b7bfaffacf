// `npm run bench [-- PAIRS]`: the claims of bench/claims, each measured beside a peer in one run.

import { measureClaim } from './claims/librdkafka-beside-loopback.ts';
import { compileNative } from './native.ts';

await compileNative();
const pairs = process.argv[2] === undefined ? undefined : Number(process.argv[2]);
process.exitCode = (await measureClaim(pairs)) ? 0 : 1;
