// Kinds of groups that are not served yet, by the record that stands for the group as a whole.

export type UnservedKind = 'consumer' | 'share' | 'streams';

/** Record type of the group's own record, for each kind. */
export const unservedKinds: ReadonlyMap<number, UnservedKind> = new Map([
  [3, 'consumer'],
  [11, 'share'],
  [17, 'streams'],
]);
