// `node scripts/run.mjs interop/tools/run.ts [--apache] [--diff] [PATTERN…]`: the comparison by
// hand, for cases whose name or tool matches. `--apache` runs both sides against Apache Kafka.

import { installPeers } from '../install.ts';
import { allCases } from './all-cases.ts';
import { describeDifference, describeTable } from './report.ts';
import { compareAll } from './session.ts';

const args = process.argv.slice(2);
const patterns = args.filter((argument) => !argument.startsWith('--'));
const cases = (await allCases()).filter(
  ({ name, tool }) =>
    patterns.length === 0 || patterns.some((each) => tool === each || name.includes(each)),
);
await installPeers();
const started = Date.now();
const comparisons = await compareAll(cases, {
  broker: args.includes('--apache') ? 'apache' : 'ottla',
  onDone: (comparison) => {
    if (comparison.verdict !== 'equal') console.log(describeDifference(comparison));
  },
});
console.log(describeTable(comparisons));
console.log(`${comparisons.length} sets in ${((Date.now() - started) / 1000).toFixed(1)} s`);
process.exit(comparisons.every(({ verdict }) => verdict === 'equal') ? 0 : 1);
