// An admin client that talks to scripted brokers, and what its tests ask of it.

import assert from 'node:assert/strict';

import { findCoordinatorApi } from '@ottla/protocol';

import { Admin, KafkaError, type AdminClientOptions } from '../../src/index.ts';
import { ScriptedCluster } from './scripted-cluster.ts';

export interface ScriptedAdmin {
  readonly cluster: ScriptedCluster;
  readonly admin: Admin;
  /** Lets simulated time pass until the promise settles. */
  readonly run: <T>(promise: Promise<T>) => Promise<T>;
}

export async function startAdmin(
  brokers = 1,
  options: Partial<AdminClientOptions> = {},
): Promise<ScriptedAdmin> {
  const cluster = await ScriptedCluster.start(brokers);
  const { client: world, bootstrapServers } = cluster;
  const admin = new Admin({ world, bootstrapServers, ...options });
  return { cluster, admin, run: (promise) => cluster.universe.resolve(promise) };
}

/** Every broker tells who coordinates a group or transactional id, or an error. */
export function serveCoordinators(
  cluster: ScriptedCluster,
  coordinatorOf: (key: string) => { readonly nodeId: number; readonly errorCode?: number },
  maxVersion?: number,
): void {
  for (const broker of cluster.brokers) {
    broker.on(
      findCoordinatorApi,
      ({ request, version }, respond) => {
        const told = (key: string): object => ({
          host: '',
          port: 9092,
          errorCode: 0,
          ...coordinatorOf(key),
        });
        respond(
          version >= 4
            ? { coordinators: request.coordinatorKeys.map((key) => ({ key, ...told(key) })) }
            : told(request.key),
        );
      },
      maxVersion,
    );
  }
}

/** Fails where the promise does not reject with a broker's error. */
export async function failureOf(promise: Promise<unknown>): Promise<KafkaError> {
  const error = await promise.then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof KafkaError, String(error));
  return error;
}

/** An outcome in a short form: the value, or the error's name. */
export function brief(outcome: unknown): unknown {
  return outcome instanceof Error ? outcome.name : outcome;
}

/** Requests of one API that a broker has got. */
export function countOf(cluster: ScriptedCluster, nodeId: number, api: string): number {
  return cluster.broker(nodeId).log.filter((line) => line.startsWith(`${api} `)).length;
}
