import assert from 'node:assert/strict';
import { test } from 'node:test';

import { canDo, OTHERS, PARTS, partsNamed } from './works.ts';

const namesOf = (text?: string): string[] => partsNamed(text).map(({ name }) => name);

test('without a word all parts are meant, each of them once', () => {
  assert.deepEqual(namesOf(), PARTS);
  assert.equal(new Set(PARTS).size, PARTS.length);
});

test('a word names a part, a kind or a broker; several are parted by commas', () => {
  assert.deepEqual(namesOf('paced@ottla'), ['paced@ottla']);
  assert.deepEqual(namesOf('paced'), ['paced@ottla', 'paced@kafka']);
  assert.deepEqual(namesOf('bulk-100B@ottla,each@kafka'), ['bulk-100B@ottla', 'each@kafka']);
  assert.ok(namesOf('@kafka').every((name) => name.endsWith('@kafka')));
  assert.deepEqual(namesOf('none'), []);
});

test('what is read in a part is written in it', () => {
  for (const { name, works } of partsNamed()) {
    const written = new Set<string>();
    for (const { by, fill, topic } of works) {
      if (by === undefined || fill !== undefined) written.add(topic);
      else assert.ok(written.has(topic), `${name} reads ${topic}`);
    }
  }
});

test('more is written than anybody reads, warm-up included', () => {
  for (const { works } of partsNamed('consume')) {
    for (const { fill, settings } of works) {
      assert.ok((fill?.records ?? 0) > Number(settings['records']));
    }
  }
});

test('all can write, and who has no batches is not asked for them', () => {
  const works = partsNamed('@ottla').flatMap((part) => part.works);
  const left = OTHERS.flatMap((other) =>
    works.filter((work) => !canDo(other, work)).map(({ by }) => `${other.client} by ${by}`),
  );
  assert.deepEqual([...new Set(left)], ['platformatic by batch']);
});
