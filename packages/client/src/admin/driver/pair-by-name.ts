// Pairs keys with what a response says of each, by a name that both carry.

/** Keys that the response says nothing of are left out. */
export function pairByName<Key, Answer extends { readonly name: string | null }>(
  keys: readonly Key[],
  nameOf: (key: Key) => string,
  answers: readonly Answer[],
): (readonly [Key, Answer])[] {
  return pairBy(keys, nameOf, answers, ({ name }) => name);
}

export function pairBy<Key, Answer, Name>(
  keys: readonly Key[],
  nameOf: (key: Key) => Name,
  answers: readonly Answer[],
  nameIn: (answer: Answer) => Name | null,
): (readonly [Key, Answer])[] {
  const told = new Map(answers.map((answer) => [nameIn(answer), answer]));
  return keys.flatMap((key) => {
    const answer = told.get(nameOf(key));
    return answer === undefined ? [] : [[key, answer] as const];
  });
}
