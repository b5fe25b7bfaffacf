// A reporter for node:test that says only what matters: each failure in full, then the counts.

export default async function* summary(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const event of source) {
    if (event.type === 'test:fail' && event.data.details.type !== 'suite') {
      counts.failed += 1;
      yield describeFailure(event.data);
    } else if (event.type === 'test:pass' && event.data.details.type !== 'suite') {
      if (event.data.skip !== undefined) counts.skipped += 1;
      else counts.passed += 1;
    }
  }
  yield `\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`;
}

function describeFailure(data) {
  const error = data.details.error;
  const cause = error?.cause ?? error;
  const where = `${data.file ?? ''}:${data.line ?? ''}`;
  return `\nFAILED ${data.name}\n  ${where}\n  ${String(cause?.stack ?? cause).replaceAll('\n', '\n  ')}\n`;
}
