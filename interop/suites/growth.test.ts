// The measure that the hour of mixed load is judged by, on samples with a known answer.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { descriptorsAtEnds, rssSlope, type Sample, sampleProcess } from '../growth/growth.ts';

function samplesOf(count: number, at: (index: number) => Omit<Sample, 'seconds'>): Sample[] {
  return Array.from({ length: count }, (_, index) => ({ seconds: index * 5, ...at(index) }));
}

test('a saw has no slope, a leak of 1 MB a minute has 60 MB an hour', () => {
  const saw = samplesOf(720, (index) => ({ rssMb: 200 + (index % 12), descriptors: 50 }));
  assert.ok(Math.abs(rssSlope(saw)) < 0.5, `${rssSlope(saw)}`);
  const leak = samplesOf(720, (index) => ({ rssMb: 200 + index / 12, descriptors: 50 }));
  assert.ok(Math.abs(rssSlope(leak) - 60) < 0.001, `${rssSlope(leak)}`);
});

test('descriptors are compared by the medians of the first and last quarter', () => {
  const descriptorsAt = (index: number): number => 100 + Math.floor(index / 4);
  const rising = samplesOf(400, (index) => ({ rssMb: 1, descriptors: descriptorsAt(index) }));
  assert.deepEqual(descriptorsAtEnds(rising), [112, 187]);
});

test('the samples of a process are its own', () => {
  const { rssMb, descriptors } = sampleProcess(process.pid, 0);
  assert.ok(rssMb > 10 && rssMb < 2_000, `${rssMb} MB`);
  assert.ok(descriptors > 2, `${descriptors}`);
});
