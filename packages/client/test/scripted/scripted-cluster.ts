// Scripted brokers that agree on metadata: which topics there are, and who leads what. Tests change
// the state and the answers as they go.

import { SimulatedUniverse, type World } from '@ottla/base';
import { errors, metadataApi, type Draft, type MetadataResponse } from '@ottla/protocol';

import { ScriptedBroker } from './scripted-broker.ts';

export interface ScriptedPartition {
  leader: number;
  leaderEpoch: number;
}

export class ScriptedCluster {
  readonly universe: SimulatedUniverse;
  readonly client: World;
  readonly brokers: ScriptedBroker[] = [];
  readonly topics = new Map<string, { id: string; partitions: ScriptedPartition[] }>();

  private constructor(universe: SimulatedUniverse) {
    this.universe = universe;
    this.client = universe.createNode('client');
  }

  /** Brokers 1 to `count`, on hosts b1, b2, … at port 9092. */
  static async start(count: number, seed: number | string = 1): Promise<ScriptedCluster> {
    const universe = new SimulatedUniverse({ seed });
    const cluster = new ScriptedCluster(universe);
    for (let id = 1; id <= count; id++) {
      const broker = new ScriptedBroker(universe.createNode(`b${id}`), id, 9092);
      broker.on(metadataApi, ({ request, version }, respond) => {
        respond(cluster.metadataFor(request.topics?.map(({ name }) => name ?? ''), version));
      });
      cluster.brokers.push(broker);
      await universe.resolve(broker.listen());
    }
    return cluster;
  }

  get bootstrapServers(): string {
    return this.brokers.map(({ nodeId, port }) => `b${nodeId}:${port}`).join(',');
  }

  broker(id: number): ScriptedBroker {
    const broker = this.brokers.find(({ nodeId }) => nodeId === id);
    if (broker === undefined) throw new Error(`no broker ${id}`);
    return broker;
  }

  /** A topic whose partitions the given brokers lead, with leader epoch 0. */
  addTopic(name: string, leaders: readonly number[]): void {
    const partitions = leaders.map((leader) => ({ leader, leaderEpoch: 0 }));
    const id = Buffer.from(name.padEnd(16, '.').slice(0, 16)).toString('base64url');
    this.topics.set(name, { id, partitions });
  }

  moveLeader(topic: string, partition: number, leader: number): void {
    const state = this.topics.get(topic)?.partitions[partition];
    if (state === undefined) throw new Error(`no partition ${topic}-${partition}`);
    state.leader = leader;
    state.leaderEpoch += 1;
  }

  metadataFor(names: readonly string[] | undefined, version: number): Draft<MetadataResponse> {
    const asked = names ?? [...this.topics.keys()];
    return {
      brokers: this.brokers.map(({ nodeId, port }) => ({ nodeId, host: `b${nodeId}`, port })),
      clusterId: 'scripted',
      controllerId: 1,
      topics: asked.map((name) => {
        const topic = this.topics.get(name);
        if (topic === undefined) {
          return { name, errorCode: errors.UNKNOWN_TOPIC_OR_PARTITION.code, partitions: [] };
        }
        return {
          name,
          ...(version >= 10 ? { topicId: topic.id } : {}),
          partitions: topic.partitions.map(({ leader, leaderEpoch }, partitionIndex) => ({
            errorCode: leader < 0 ? errors.LEADER_NOT_AVAILABLE.code : 0,
            partitionIndex,
            leaderId: leader,
            leaderEpoch,
            replicaNodes: [leader],
            isrNodes: [leader],
          })),
        };
      }),
    };
  }
}
