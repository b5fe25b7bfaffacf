// An immutable hash map that shares structure with the map it came from (a hash array mapped trie,
// 32 children a node): setting one of n keys copies a few small arrays, so a cluster of 100,000
// topics can have an image for every committed batch. Keys are strings or numbers; the order of
// iteration depends on the keys only, so equal maps iterate equally. It is not a general container:
// no undefined values.

import { assert } from '@ottla/base';

export type PersistentKey = string | number;

interface Leaf<K, V> {
  readonly kind: 'leaf';
  readonly hash: number;
  readonly key: K;
  readonly value: V;
}

interface Collision<K, V> {
  readonly kind: 'collision';
  readonly hash: number;
  readonly leaves: readonly Leaf<K, V>[];
}

interface Branch<K, V> {
  readonly kind: 'branch';
  readonly bitmap: number;
  readonly children: readonly Node<K, V>[];
}

type Node<K, V> = Leaf<K, V> | Collision<K, V> | Branch<K, V>;

const BITS_PER_LEVEL = 5;
const LEVEL_MASK = 31;
const FNV_OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function hashOf(key: PersistentKey): number {
  if (typeof key === 'number') return Math.imul(key ^ (key >>> 16), FNV_PRIME) >>> 0;
  let hash = FNV_OFFSET_BASIS;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), FNV_PRIME);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

function bitCount(bitmap: number): number {
  let bits = bitmap - ((bitmap >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function bitOf(hash: number, shift: number): number {
  return 1 << ((hash >>> shift) & LEVEL_MASK);
}

function indexOf(bitmap: number, bit: number): number {
  return bitCount(bitmap & (bit - 1));
}

/** Puts two nodes of different hashes below as many branches as it takes to tell them apart. */
function joined<K, V>(a: Leaf<K, V> | Collision<K, V>, b: Leaf<K, V>, shift: number): Node<K, V> {
  const bitA = bitOf(a.hash, shift);
  const bitB = bitOf(b.hash, shift);
  if (bitA === bitB) {
    return { kind: 'branch', bitmap: bitA, children: [joined(a, b, shift + BITS_PER_LEVEL)] };
  }
  const children = bitA >>> 0 < bitB >>> 0 ? [a, b] : [b, a];
  return { kind: 'branch', bitmap: bitA | bitB, children };
}

/** Sorted, so that the order of iteration does not depend on the order of insertion. */
function collisionOf<K, V>(leaves: readonly Leaf<K, V>[]): Collision<K, V> {
  const sorted = leaves.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const hash = sorted[0]?.hash ?? 0;
  return { kind: 'collision', hash, leaves: sorted };
}

function inserted<K, V>(node: Node<K, V> | undefined, leaf: Leaf<K, V>, shift: number): Node<K, V> {
  if (node === undefined) return leaf;
  if (node.kind === 'branch') return insertedInBranch(node, leaf, shift);
  if (node.hash !== leaf.hash) return joined(node, leaf, shift);
  if (node.kind === 'leaf') {
    if (node.key === leaf.key) return leaf;
    return collisionOf([node, leaf]);
  }
  return collisionOf([...node.leaves.filter((each) => each.key !== leaf.key), leaf]);
}

function insertedInBranch<K, V>(
  branch: Branch<K, V>,
  leaf: Leaf<K, V>,
  shift: number,
): Branch<K, V> {
  const bit = bitOf(leaf.hash, shift);
  const index = indexOf(branch.bitmap, bit);
  if ((branch.bitmap & bit) === 0) {
    const children = branch.children.toSpliced(index, 0, leaf);
    return { kind: 'branch', bitmap: branch.bitmap | bit, children };
  }
  const child = inserted(branch.children[index], leaf, shift + BITS_PER_LEVEL);
  return { kind: 'branch', bitmap: branch.bitmap, children: branch.children.with(index, child) };
}

function removed<K, V>(
  node: Node<K, V>,
  hash: number,
  key: K,
  shift: number,
): Node<K, V> | undefined {
  if (node.kind === 'leaf') return node.key === key ? undefined : node;
  if (node.kind === 'collision') {
    const leaves = node.leaves.filter((each) => each.key !== key);
    return leaves.length === 1 ? leaves[0] : { kind: 'collision', hash: node.hash, leaves };
  }
  const bit = bitOf(hash, shift);
  const index = indexOf(node.bitmap, bit);
  const child = node.children[index];
  if ((node.bitmap & bit) === 0 || child === undefined) return node;
  const kept = removed(child, hash, key, shift + BITS_PER_LEVEL);
  if (kept !== undefined) {
    if (node.children.length === 1 && kept.kind !== 'branch') return kept;
    return { kind: 'branch', bitmap: node.bitmap, children: node.children.with(index, kept) };
  }
  const children = node.children.toSpliced(index, 1);
  const only = children[0];
  if (children.length === 1 && only !== undefined && only.kind !== 'branch') return only;
  if (children.length === 0) return undefined;
  return { kind: 'branch', bitmap: node.bitmap & ~bit, children };
}

function found<K, V>(root: Node<K, V> | undefined, hash: number, key: K): Leaf<K, V> | undefined {
  let node = root;
  for (let shift = 0; node !== undefined; shift += BITS_PER_LEVEL) {
    if (node.kind === 'leaf') return node.key === key ? node : undefined;
    if (node.kind === 'collision') return node.leaves.find((each) => each.key === key);
    const bit = bitOf(hash, shift);
    if ((node.bitmap & bit) === 0) return undefined;
    node = node.children[indexOf(node.bitmap, bit)];
  }
  return undefined;
}

function* leavesOf<K, V>(node: Node<K, V> | undefined): Generator<Leaf<K, V>, undefined> {
  if (node === undefined) return;
  if (node.kind === 'leaf') yield node;
  else if (node.kind === 'collision') yield* node.leaves;
  else for (const child of node.children) yield* leavesOf(child);
}

/** An immutable map; `set` and `delete` return a new one and leave this as it is. */
export class PersistentMap<K extends PersistentKey, V> implements ReadonlyMap<K, V> {
  readonly size: number;
  readonly #root: Node<K, V> | undefined;

  private constructor(root: Node<K, V> | undefined, size: number) {
    this.#root = root;
    this.size = size;
  }

  static empty<K extends PersistentKey, V>(): PersistentMap<K, V> {
    return new PersistentMap<K, V>(undefined, 0);
  }

  static from<K extends PersistentKey, V>(entries: Iterable<readonly [K, V]>): PersistentMap<K, V> {
    let map = PersistentMap.empty<K, V>();
    for (const [key, value] of entries) map = map.set(key, value);
    return map;
  }

  get(key: K): V | undefined {
    return found(this.#root, hashOf(key), key)?.value;
  }

  has(key: K): boolean {
    return found(this.#root, hashOf(key), key) !== undefined;
  }

  set(key: K, value: V): PersistentMap<K, V> {
    assert(value !== undefined, `a persistent map takes no undefined value, at key ${key}`);
    const hash = hashOf(key);
    const isNew = found(this.#root, hash, key) === undefined;
    const root = inserted(this.#root, { kind: 'leaf', hash, key, value }, 0);
    return new PersistentMap<K, V>(root, this.size + (isNew ? 1 : 0));
  }

  delete(key: K): PersistentMap<K, V> {
    const hash = hashOf(key);
    if (this.#root === undefined || found(this.#root, hash, key) === undefined) return this;
    return new PersistentMap<K, V>(removed(this.#root, hash, key, 0), this.size - 1);
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const leaf of leavesOf(this.#root)) visit(leaf.value, leaf.key, this);
  }

  *entries(): Generator<[K, V], undefined> {
    for (const leaf of leavesOf(this.#root)) yield [leaf.key, leaf.value];
  }

  *keys(): Generator<K, undefined> {
    for (const leaf of leavesOf(this.#root)) yield leaf.key;
  }

  *values(): Generator<V, undefined> {
    for (const leaf of leavesOf(this.#root)) yield leaf.value;
  }

  [Symbol.iterator](): Generator<[K, V], undefined> {
    return this.entries();
  }
}
