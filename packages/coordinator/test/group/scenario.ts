// What scenarios can say, and what they then see: clients send requests, time passes, appends fail,
// and everything that the shard does is a line.
//
//   NAME join|sync|heartbeat|leave|commits GROUP …     a client, which remembers its id and
//                                                      generation; options say otherwise
//   describe|delete GROUP…, list, fetch GROUP …        administrators
//   advance MS, fail ERROR, hold, commit, gather, append, restart, unload, topic-deleted NAME

import type { LogFields, LogLevel } from '@ottla/base';
import { errorOf, errors, type ErrorName } from '@ottla/protocol';
import type { GroupConfig, ShardRecord } from '../../src/index.ts';
import { TRANSITION_MESSAGE } from '../../src/group/classic/transition.ts';
import { administratorVerbs } from './administrator-verbs.ts';
import { type Client, clientVerbs, newClient } from './client-verbs.ts';
import { GroupBench } from './group-bench.ts';
import { MemberNames } from './member-names.ts';
import { Words } from './scenario-words.ts';
import { showRecord } from './show-record.ts';

/** Whom a scenario talks to: a shard on its bench, or a broker. */
export type Peer = Pick<GroupBench, 'submit' | 'query' | 'advance' | 'deleteTopic'>;

export interface ScenarioOptions {
  /** Instead of a bench of its own. */
  readonly peer?: Peer;
  /** Set before the ids of groups, for peers that have others; not shown. */
  readonly prefix?: string;
  /** Of members that do not say. */
  readonly sessionTimeoutMs?: number;
}

export class Scenario {
  readonly names = new MemberNames();
  readonly prefix: string;
  readonly sessionTimeoutMs: number;
  /** `Empty -> Stable: cause`, of all that happened. */
  readonly transitions = new Set<string>();
  /** `JoinGroup UNKNOWN_MEMBER_ID` and so on. */
  readonly errors = new Set<string>();
  readonly #clients = new Map<string, Client>();
  readonly #peer: Peer | undefined;
  #lines: string[] = [];
  #bench: GroupBench | undefined;
  #config: Partial<GroupConfig> = {};

  constructor({ peer, prefix = '', sessionTimeoutMs = 10_000 }: ScenarioOptions = {}) {
    this.#peer = peer;
    this.prefix = prefix;
    this.sessionTimeoutMs = sessionTimeoutMs;
  }

  get peer(): Peer {
    return this.#peer ?? this.bench;
  }

  get bench(): GroupBench {
    this.#bench ??= new GroupBench(this.#config, {
      appended: (record) => this.#appended(record),
      logged: (level, message, fields) => this.#logged(level, message, fields),
    });
    return this.#bench;
  }

  run(line: string): readonly string[] {
    this.#lines = [];
    const words = new Words(line);
    const verb = clientVerbs[words.at(1 % words.plain.length)];
    if (verb !== undefined) verb(this, this.#client(words.at(0)), words);
    else this.#runGlobal(words);
    words.checkUsed();
    return this.#lines;
  }

  say(line: string): void {
    this.#lines.push(this.prefix === '' ? line : line.replaceAll(this.prefix, ''));
  }

  /** The lines of the last command; a broker's come later. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  groupId(word: string): string {
    return this.prefix + word;
  }

  /** The name of an error that an API has answered with. */
  outcome(api: string, code: number): string {
    const { name } = errorOf(code);
    this.errors.add(`${api} ${name}`);
    return name;
  }

  #client(name: string): Client {
    const client = this.#clients.get(name) ?? newClient(name);
    this.#clients.set(name, client);
    return client;
  }

  #runGlobal(words: Words): void {
    const verb = words.at(0);
    const administrator = administratorVerbs[verb];
    if (administrator !== undefined) {
      administrator(this, words);
      return;
    }
    switch (verb) {
      case 'config':
        this.#configure(words);
        break;
      case 'advance':
        this.peer.advance(Number(words.at(1)));
        break;
      case 'fail':
        // A name that there is not gives an error right here.
        this.bench.nextFailure = errors[words.at(1) as ErrorName];
        break;
      case 'hold':
        this.bench.holdsCommits = true;
        break;
      case 'commit':
        this.bench.holdsCommits = false;
        this.bench.commit();
        break;
      case 'gather':
        this.bench.isGathering = true;
        break;
      case 'append':
        this.bench.isGathering = false;
        this.bench.endTurn();
        break;
      case 'restart':
        this.bench.restart();
        break;
      case 'unload':
        this.bench.unload();
        break;
      default:
        throw new Error(`a scenario has no command ${verb}`);
    }
  }

  /** Before the first start, or for the next one. */
  #configure(words: Words): void {
    const values = [...words.options()].map(([name, value]) => [name, Number(value)] as const);
    this.#config = { ...this.#config, ...Object.fromEntries(values) };
    this.#bench?.configure(this.#config);
  }

  #appended(record: ShardRecord): void {
    this.say(showRecord(record, this.names));
  }

  #logged(level: LogLevel, message: string, fields: LogFields = {}): void {
    if (message === TRANSITION_MESSAGE) {
      const { group, from, to, cause } = fields;
      this.transitions.add(`${from} -> ${to}: ${cause}`);
      this.say(`${group}: ${from} -> ${to}, ${cause}`);
    } else if (level === 'warn' || level === 'error') {
      this.say(`${level}: ${this.names.shorten(message)}`);
    }
  }
}
