// Which protocol a group uses: one that all its members support, by majority of their first
// choices.

import { assert } from '@ottla/base';
import type { MemberProtocol } from './classic-member.ts';

export class SupportedProtocols {
  readonly #membersByProtocol = new Map<string, number>();

  add(protocols: readonly MemberProtocol[]): void {
    for (const name of namesOf(protocols)) {
      this.#membersByProtocol.set(name, (this.#membersByProtocol.get(name) ?? 0) + 1);
    }
  }

  remove(protocols: readonly MemberProtocol[]): void {
    for (const name of namesOf(protocols)) {
      const left = (this.#membersByProtocol.get(name) ?? 0) - 1;
      if (left > 0) this.#membersByProtocol.set(name, left);
      else this.#membersByProtocol.delete(name);
    }
  }

  isSupportedByAll(name: string, memberCount: number): boolean {
    return (this.#membersByProtocol.get(name) ?? 0) === memberCount;
  }
}

/** A client may name one twice. */
function namesOf(protocols: readonly MemberProtocol[]): ReadonlySet<string> {
  return new Set(protocols.map(({ name }) => name));
}

/** Each list is one member's, in the order of its preference. Ties go to the first in votes. */
export function chooseProtocol(
  members: readonly (readonly MemberProtocol[])[],
  isCandidate: (name: string) => boolean,
): string {
  const votes = new Map<string, number>();
  for (const protocols of members) {
    const vote = protocols.find(({ name }) => isCandidate(name));
    assert(vote !== undefined, 'every member supports a protocol that all support');
    votes.set(vote.name, (votes.get(vote.name) ?? 0) + 1);
  }
  const [first] = [...votes].sort(([, left], [, right]) => right - left);
  assert(first !== undefined, 'a group without members has no protocol to choose');
  return first[0];
}
