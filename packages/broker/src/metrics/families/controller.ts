// kafka.controller:type=KafkaController, raft-metrics and broker-metadata-metrics: the cluster as
// this node's committed metadata have it, and this node's replica of the metadata log.

import type { MetadataImage } from '@ottla/metadata';
import type { QuorumStatus } from '../../controller/controller-options.ts';
import type { Exposition } from '../exposition.ts';
import { counter, gauge } from '../metric-family.ts';
import type { UncleanElections } from '../unclean-elections.ts';

const NO_LEADER = -1;

const controller = (name: string, help: string) =>
  gauge(`kafka_controller_kafkacontroller_${name}`, help);
const raft = (name: string, help: string, ...labels: string[]) =>
  gauge(`kafka_server_raftmetrics_${name}`, help, ...labels);

export const controllerFamilies = {
  active: controller('activecontrollercount', '1 where this node is the active controller.'),
  topics: controller('globaltopiccount', 'Topics of the cluster.'),
  partitions: controller('globalpartitioncount', 'Partitions of the cluster.'),
  offline: controller('offlinepartitionscount', 'Partitions of the cluster without a leader.'),
  imbalance: controller(
    'preferredreplicaimbalancecount',
    'Partitions of the cluster that another replica leads than the preferred one.',
  ),
  activeBrokers: controller('activebrokercount', 'Brokers that are registered and not fenced.'),
  fencedBrokers: controller('fencedbrokercount', 'Brokers that are registered and fenced.'),
  uncleanElections: counter(
    'kafka_controller_controllerstats_uncleanleaderelections_total',
    'Elections of leaders that were neither in sync nor eligible, seen since the start.',
  ),
  state: raft('current_state', '1 for what this replica of the metadata log is.', 'state'),
  leader: raft('current_leader', 'Node that leads the metadata log; -1: nobody known.'),
  epoch: raft('current_epoch', 'Epoch of the leader of the metadata log.'),
  highWatermark: raft('high_watermark', 'Offset of the metadata log below which all is committed.'),
  logEnd: raft('log_end_offset', 'Offset that the next metadata record gets.'),
  vote: raft('current_vote', 'Node that this one has voted for in its epoch; -1: nobody.'),
  commitAverage: raft(
    'commit_latency_avg',
    'Milliseconds from the append of a batch of metadata to its commit, by its records; recent.',
  ),
  commitMax: raft('commit_latency_max', 'The longest of those times.'),
  electionAverage: raft(
    'election_latency_avg',
    'Milliseconds for which nobody led the metadata log; of the last minute, NaN without any.',
  ),
  electionMax: raft('election_latency_max', 'The longest of those times.'),
  appends: raft('append_records_rate', 'Metadata records a second appended by this leader.'),
  fetches: raft(
    'fetch_records_rate',
    'Metadata records a second fetched from a leader: 0, as this node is the only voter.',
  ),
  applied: gauge(
    'kafka_server_broker_metadata_metrics_last_applied_record_offset',
    'Offset of the last metadata record that this broker has applied.',
  ),
} as const;

export interface MeasuredController {
  readonly nodeId: number;
  readonly image: MetadataImage;
  readonly quorum: QuorumStatus;
  readonly uncleanElections: UncleanElections;
  readonly nowMs: number;
}

export function exposeController(
  out: Exposition,
  { nodeId, image, quorum, uncleanElections, nowMs }: MeasuredController,
): void {
  out.add(controllerFamilies.active, quorum.leaderId === nodeId ? 1 : 0);
  exposeCluster(out, image);
  out.add(controllerFamilies.uncleanElections, uncleanElections.count);
  exposeQuorum(out, quorum, nowMs);
  out.add(controllerFamilies.applied, image.provenance.lastContainedOffset);
}

function exposeQuorum(out: Exposition, quorum: QuorumStatus, nowMs: number): void {
  const { commits, elections, appends } = quorum.stats;
  out.add(controllerFamilies.state, 1, quorum.state);
  out.add(controllerFamilies.leader, quorum.leaderId);
  out.add(controllerFamilies.epoch, quorum.epoch);
  out.add(controllerFamilies.vote, quorum.currentVote);
  out.add(controllerFamilies.highWatermark, quorum.highWatermark);
  out.add(controllerFamilies.logEnd, quorum.logEndOffset);
  out.add(controllerFamilies.commitAverage, commits.average(nowMs));
  out.add(controllerFamilies.commitMax, commits.max(nowMs));
  out.add(controllerFamilies.electionAverage, elections.average(nowMs));
  out.add(controllerFamilies.electionMax, elections.max(nowMs));
  out.add(controllerFamilies.appends, appends.perSecond(nowMs));
  out.add(controllerFamilies.fetches, 0);
}

function exposeCluster(out: Exposition, { topics, cluster }: MetadataImage): void {
  const count = { topics: 0, partitions: 0, offline: 0, imbalance: 0 };
  for (const topic of topics.byId.values()) {
    count.topics += 1;
    for (const { leader, replicas } of topic.partitions) {
      count.partitions += 1;
      if (leader === NO_LEADER) count.offline += 1;
      if (leader !== replicas[0]) count.imbalance += 1;
    }
  }
  out.add(controllerFamilies.topics, count.topics);
  out.add(controllerFamilies.partitions, count.partitions);
  out.add(controllerFamilies.offline, count.offline);
  out.add(controllerFamilies.imbalance, count.imbalance);
  const brokers = [...cluster.brokers.values()];
  const fenced = brokers.filter((each) => each.fenced).length;
  out.add(controllerFamilies.activeBrokers, brokers.length - fenced);
  out.add(controllerFamilies.fencedBrokers, fenced);
}
