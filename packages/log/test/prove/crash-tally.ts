// Which kinds of files were on the disk of a node when it died, and of which the death changed
// some: took one, brought one back, or left another content. A proof that never met a kind says
// nothing of it.

import assert from 'node:assert/strict';

import type { Death, SimulatedUniverse } from '@ottla/base';

type Storage = ReturnType<SimulatedUniverse['storage']>;
type Entry = NonNullable<ReturnType<Storage['tree']['find']>>;

const NAMES: ReadonlySet<string> = new Set([
  'bootstrap.checkpoint',
  'cleaner-offset-checkpoint',
  'leader-epoch-checkpoint',
  'log-start-offset-checkpoint',
  'meta.properties',
  'partition.metadata',
  'quorum-state',
  'recovery-point-offset-checkpoint',
  'replication-offset-checkpoint',
  '.kafka_cleanshutdown',
]);

/** The first one that fits counts. */
const ENDS: readonly string[] = [
  '-delete',
  '-future',
  '-stray',
  '.checkpoint.part',
  '.checkpoint',
  '.deleted',
  '.cleaned',
  '.swap',
  '.tmp',
  '.log',
  '.index',
  '.timeindex',
  '.txnindex',
  '.snapshot',
];

/** What every log directory with its logs has, and a node of the proof of crash states meets. */
export const DIRECTORY_KINDS: readonly string[] = [
  '.log',
  '.index',
  '.timeindex',
  '.txnindex',
  '.snapshot',
  '.deleted',
  '.tmp',
  '-delete',
  '-future',
  '-stray',
  '.kafka_cleanshutdown',
  'cleaner-offset-checkpoint',
  'leader-epoch-checkpoint',
  'log-start-offset-checkpoint',
  'meta.properties',
  'partition.metadata',
  'recovery-point-offset-checkpoint',
  'replication-offset-checkpoint',
];

/**
 * What the cleaner leaves while it works. A swap is over in a turn, and hardly met here: the proof
 * of compaction dies within it.
 */
export const CLEANER_KINDS: readonly string[] = ['.cleaned'];

interface Count {
  /** Deaths at which there was one. */
  met: number;
  /** Deaths that changed one. */
  changed: number;
}

export class CrashTally {
  deaths = 0;
  readonly #counts = new Map<string, Count>();

  /** Kills the node, and counts what it had. */
  kill(universe: SimulatedUniverse, node: string, death: Death): void {
    const before = filesOf(universe.storage(node));
    universe.kill(node, death);
    const after = death === 'power' ? filesOf(universe.storage(node)) : before;
    this.deaths += 1;
    for (const kind of kindsOf(before.keys())) this.#of(kind).met += 1;
    const paths = new Set([...before.keys(), ...after.keys()]);
    const isChanged = (path: string): boolean => !isSame(before.get(path), after.get(path));
    for (const kind of kindsOf([...paths].filter(isChanged))) this.#of(kind).changed += 1;
  }

  /** Throws where a kind was never there at a death. */
  requireMet(kinds: readonly string[]): void {
    const unmet = kinds.filter((kind) => this.#of(kind).met === 0);
    assert.deepEqual(unmet, [], `in ${this.deaths} deaths these kinds of files were never met`);
  }

  /** Throws where no death ever changed one of a kind: that takes some thousand states. */
  requireChanged(kinds: readonly string[]): void {
    const unchanged = kinds.filter((kind) => this.#of(kind).changed === 0);
    assert.deepEqual(unchanged, [], `none of ${this.deaths} deaths changed these kinds of files`);
  }

  /** For example `30 deaths; files met, of these changed: .log 30/12, meta.properties 5/1`. */
  get text(): string {
    const counts = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
    const kinds = counts.map(([kind, { met, changed }]) => `${kind} ${met}/${changed}`);
    return `${this.deaths} deaths; files met/changed: ${kinds.join(', ')}`;
  }

  #of(kind: string): Count {
    const known = this.#counts.get(kind) ?? { met: 0, changed: 0 };
    this.#counts.set(kind, known);
    return known;
  }
}

function kindsOf(paths: Iterable<string>): Set<string> {
  const kinds = [...paths].map((path) => kindOf(path.slice(path.lastIndexOf('/') + 1)));
  return new Set(kinds.filter((kind) => kind !== undefined));
}

function kindOf(name: string): string | undefined {
  return NAMES.has(name) ? name : ENDS.find((end) => name.endsWith(end));
}

type Content = Buffer | 'directory';

/** By path. */
function filesOf(storage: Storage): Map<string, Content> {
  const files = new Map<string, Content>();
  const visit = (path: string, entry: Entry): void => {
    if (!('entries' in entry)) {
      files.set(path, entry.contents());
      return;
    }
    files.set(path, 'directory');
    for (const [name, below] of entry.entries) visit(`${path}/${name}`, below);
  };
  const root = storage.tree.find('/');
  if (root !== undefined) visit('', root);
  return files;
}

/** Undefined: it is not there. */
function isSame(one: Content | undefined, other: Content | undefined): boolean {
  if (one instanceof Buffer && other instanceof Buffer) return one.equals(other);
  return one === other;
}
