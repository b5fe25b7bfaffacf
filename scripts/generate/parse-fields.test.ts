import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { parseFields } from './parse-fields.ts';

describe('parseFields', () => {
  it('reads a field with all its attributes', () => {
    const { fields } = parseFields(`
      Name: string 2-5, nullable 3+, default null, key, ignorable, flexible none, entity topicName
    `);
    assert.deepEqual(fields, [
      {
        name: 'Name',
        type: { kind: 'primitive', name: 'string' },
        versions: { from: 2, to: 5 },
        nullable: { from: 3, to: Infinity },
        tag: undefined,
        defaultText: 'null',
        ignorable: true,
        isKey: true,
        entity: 'topicName',
        isNeverFlexible: true,
        isZeroCopy: false,
      },
    ]);
  });

  it('takes the field\'s versions for a bare `nullable`', () => {
    const { fields } = parseFields('Names: []string 4+, nullable');
    assert.deepEqual(fields[0]?.nullable, { from: 4, to: Infinity });
    const item = { kind: 'primitive', name: 'string' };
    assert.deepEqual(fields[0]?.type, { kind: 'array', item });
  });

  it('nests by indentation and keeps inline and shared structs apart', () => {
    const { fields, structs } = parseFields(`
      Topics: []Topic 0+
        Partitions: []Partition 1+
      Cursor: Partition 0+

      struct Partition 0+
        Index: int32 0+
    `);
    assert.deepEqual(fields.map((field) => field.name), ['Topics', 'Cursor']);
    assert.equal(structs.get('Topic')?.isShared, false);
    assert.deepEqual(structs.get('Topic')?.fields.map((field) => field.name), ['Partitions']);
    assert.equal(structs.get('Partition')?.isShared, true);
  });

  const refused: readonly [text: string, says: RegExp][] = [
    ['Name string 0+', /not a field: Name string/],
    ['Name: text 0+', /not a type: text/],
    ['Name: string 0..3', /not a field/],
    ['Name: string 5-3', /ends before it starts: 5-3/],
    ['Name: string 0+, nulable', /Name: unknown attribute nulable/],
    ['Name: string 0-3, tag 0', /tag without open end/],
    ['Name: records 0+, tag 0', /records cannot be tagged/],
    ['Name: string 0+, nullable 4+, tag 0', /null must be legal in all tagged versions/],
    ['Count: int32 0+, flexible none', /only strings stay classic/],
    ['Name: string 0+\n  Inner: int8 0+', /only structs have fields/],
    ['Name: A 0+\n    Inner: int8 0+', /indentation of: Inner/],
    ['A: S 0+\n  X: int8 0+\nB: S 0+\n  Y: int8 0+', /struct S is there twice/],
  ];
  for (const [text, says] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseFields(text), says);
    });
  }
});
