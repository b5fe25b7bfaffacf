// Short names for what a scenario cannot foresee or does not want to spell out: member ids, which
// are random, and bytes, which stand for words.

import { consumerProtocolSubscription, encodeVersioned } from '@ottla/protocol';

const UUID = /-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class MemberNames {
  readonly #nameById = new Map<string, string>();
  readonly #idByName = new Map<string, string>();
  readonly #wordByBytes = new Map<string, string>();

  /** `a1` is the first id that was given out for client or instance `a`. */
  nameOf(memberId: string): string {
    if (memberId === '') return '""';
    const known = this.#nameById.get(memberId);
    if (known !== undefined) return known;
    if (!UUID.test(memberId)) return memberId;
    const prefix = memberId.replace(UUID, '');
    let number = 1;
    while (this.#idByName.has(`${prefix}${number}`)) number += 1;
    const name = `${prefix}${number}`;
    this.#nameById.set(memberId, name);
    this.#idByName.set(name, memberId);
    return name;
  }

  idOf(name: string): string {
    if (name === '""') return '';
    return this.#idByName.get(name) ?? name;
  }

  /** A text with names in the place of ids. */
  shorten(text: string): string {
    return text.replace(/\S+?-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => this.nameOf(id));
  }

  /** `t/u` are the topics t and u in the consumers' protocol, `x` is the bytes of a word. */
  bytesOf(word: string): Uint8Array {
    const bytes = word.includes('/')
      ? subscription(word.split('/').filter((topic) => topic !== ''))
      : Buffer.from(word);
    this.#wordByBytes.set(hex(bytes), word);
    return bytes;
  }

  wordOf(bytes: Uint8Array): string {
    if (bytes.length === 0) return '-';
    return this.#wordByBytes.get(hex(bytes)) ?? `0x${hex(bytes)}`;
  }
}

function subscription(topics: readonly string[]): Uint8Array {
  return encodeVersioned(consumerProtocolSubscription, { topics }, 1);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
