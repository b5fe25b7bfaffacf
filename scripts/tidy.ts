// `npm run check:tidy`: style as a test. Sizes, banned calls with their replacement, marks of work
// that is not finished. There are no exemptions: a limit that hurts means that the design wants a
// split.

import { checkFile, type Complaint } from './tidy/check-file.ts';
import { LIMITS } from './tidy/rules.ts';
import { isGenerated, isTest, listSources, parseSource, type Source } from './sources.ts';

function packageOf(path: string): string {
  return path.startsWith('packages/') ? path.split('/').slice(0, 2).join('/') : '';
}

/** A package whose longest tenth of files has outgrown the aim, although none is over the limit. */
function checkPercentiles(sources: readonly Source[]): Complaint[] {
  const sizes = Map.groupBy(
    sources.filter((source) => !isTest(source.path) && packageOf(source.path) !== ''),
    (source) => packageOf(source.path),
  );
  return [...sizes].flatMap(([path, files]) => {
    const lines = files.map((file) => file.lines.length - 1).sort((a, b) => a - b);
    const p90 = lines[Math.floor((lines.length - 1) * 0.9)] ?? 0;
    if (p90 <= LIMITS.packagePercentile90) return [];
    const text = `90th percentile is ${p90} lines, at most ${LIMITS.packagePercentile90}`;
    return [{ path, line: 0, text }];
  });
}

const sources = listSources().filter((path) => !isGenerated(path)).map(parseSource);
const complaints = [...sources.flatMap(checkFile), ...checkPercentiles(sources)];
for (const { path, line, text } of complaints) console.error(`${path}:${line}: ${text}`);
console.log(`tidy: ${sources.length} files, ${complaints.length} complaints`);
process.exitCode = complaints.length === 0 ? 0 : 1;
