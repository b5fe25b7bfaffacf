// The controller: commands read its state and give records, records are appended by raft, and
// replaying them is the only way its state changes. Each state written keeps until it is committed,
// so that a lost leadership takes up the last committed one again. It performs nothing: see the
// broker's driver.

import { assert, type Random } from '@ottla/base';
import type { MetadataRecord } from '../records/metadata-record.ts';
import { readMetadataRecord } from '../records/metadata-record-codec.ts';
import { type Activation, activationRecords } from './activation.ts';
import { BrokerHeartbeats } from './broker-heartbeats.ts';
import { recordsForFenced } from './broker-changes.ts';
import type {
  CommandContext,
  CommandResult,
  ControllerCommand,
  ControllerSettings,
  Deciding,
} from './command.ts';
import {
  type ControllerState,
  EMPTY_STATE,
  type LoggedRecords,
  stateAfter,
  stateOfSnapshot,
} from './controller-state.ts';

interface Written {
  /** Offset of the last record that the state contains. */
  readonly offset: number;
  readonly state: ControllerState;
}

/** What the driver brings to every command. */
export interface CommandMoment {
  readonly nowMs: number;
  readonly random: Random;
  readonly nextOffset: number;
  readonly apiVersion: number;
}

export class Controller {
  readonly heartbeats: BrokerHeartbeats;
  readonly #settings: ControllerSettings;
  #committed: Written = { offset: -1, state: EMPTY_STATE };
  /** Written and not yet committed, oldest first. */
  #uncommitted: Written[] = [];
  #isActive = false;

  constructor(settings: ControllerSettings) {
    this.#settings = settings;
    const sessionTimeoutMs = settings.config.number('broker.session.timeout.ms');
    this.heartbeats = new BrokerHeartbeats(sessionTimeoutMs);
  }

  get settings(): ControllerSettings {
    return this.#settings;
  }

  /** As last written. */
  get state(): ControllerState {
    return this.#uncommitted.at(-1)?.state ?? this.#committed.state;
  }

  /** Offset of the last record written that the state contains; -1 for none. */
  get lastOffset(): number {
    return this.#uncommitted.at(-1)?.offset ?? this.#committed.offset;
  }

  /** The state that is committed. */
  get committedState(): ControllerState {
    return this.#committed.state;
  }

  get isActive(): boolean {
    return this.#isActive;
  }

  /** This node leads: soft state begins anew. The driver appends what this returns. */
  activate(bootstrap: readonly MetadataRecord[], nowMs: number): Activation {
    assert(!this.#isActive, 'the controller is active already');
    this.#isActive = true;
    this.heartbeats.activate(this.state.image.cluster, nowMs);
    return activationRecords(this.state, this.#settings, bootstrap);
  }

  /** This node leads no more, or an append has failed: what was not committed is void. */
  deactivate(): void {
    this.#isActive = false;
    this.#uncommitted = [];
  }

  /** What a command decides, in one go. */
  handle<Request, Response>(
    command: ControllerCommand<Request, Response>,
    request: Request,
    moment: CommandMoment,
  ): CommandResult<Response> {
    const deciding = this.decide(command, request, moment);
    for (;;) {
      const next = deciding.next();
      if (next.done === true) return next.value;
    }
  }

  /**
   * The same, in slices where it is about very much. No records may be written before its end: it
   * decides by the state as it was at the beginning.
   */
  *decide<Request, Response>(
    command: ControllerCommand<Request, Response>,
    request: Request,
    moment: CommandMoment,
  ): Deciding<CommandResult<Response>> {
    assert(this.#isActive, `${command.api.name} came to a controller that is not active`);
    const context: CommandContext = {
      ...moment,
      state: this.state,
      settings: this.#settings,
      heartbeats: this.heartbeats,
    };
    const decided = command.handle(context, request);
    return 'next' in decided ? yield* decided : decided;
  }

  /** The records that fence one broker whose session has ended; undefined where none has. */
  fenceExpired(nowMs: number): readonly MetadataRecord[] | undefined {
    const expired = this.heartbeats.takeExpired(nowMs);
    if (expired === undefined) return undefined;
    const { image } = this.state;
    const broker = image.cluster.brokers.get(expired.brokerId);
    const isCurrent = broker !== undefined && broker.epoch === expired.epoch && !broker.fenced;
    if (!isCurrent) return [];
    const scope = { image, settings: this.#settings };
    return recordsForFenced(scope, broker.id, broker.epoch);
  }

  /** Records of this controller's own were given to raft. */
  replayWritten(logged: LoggedRecords): void {
    assert(this.#isActive, 'only an active controller writes');
    const state = stateAfter(this.state, logged);
    this.#uncommitted.push({ offset: logged.baseOffset + logged.records.length - 1, state });
    this.#followBrokers(logged.records);
  }

  /** Records of another controller were committed: a standby replays them. */
  commit(logged: LoggedRecords): void {
    assert(!this.#isActive, 'an active controller has replayed what it wrote itself');
    const offset = logged.baseOffset + logged.records.length - 1;
    if (logged.records.length === 0 || offset <= this.#committed.offset) return;
    this.#committed = { offset, state: stateAfter(this.#committed.state, logged) };
  }

  /** What this active controller wrote up to `offset` is committed. */
  commitUpTo(offset: number): void {
    const committed = this.#uncommitted.findLast((each) => each.offset <= offset);
    if (committed === undefined) return;
    this.#committed = committed;
    this.#uncommitted = this.#uncommitted.filter((each) => each.offset > offset);
  }

  /** The state begins anew with a snapshot's record values. */
  load(
    values: readonly Uint8Array[],
    last: { readonly offset: number; readonly epoch: number; readonly timestampMs: number },
  ): void {
    assert(!this.#isActive, 'an active controller loads no snapshot');
    const state = stateOfSnapshot(values.map(readMetadataRecord), last);
    this.#committed = { offset: last.offset, state };
    this.#uncommitted = [];
  }

  #followBrokers(records: readonly MetadataRecord[]): void {
    const { cluster } = this.state.image;
    for (const record of records) {
      if (record.name === 'RegisterBrokerRecord' || record.name === 'UnregisterBrokerRecord') {
        this.heartbeats.follow(cluster, record.message.brokerId);
      } else if (record.name === 'BrokerRegistrationChangeRecord') {
        this.heartbeats.follow(cluster, record.message.brokerId);
      }
    }
  }
}
