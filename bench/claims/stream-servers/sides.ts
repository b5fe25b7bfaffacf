// What the claims beside NATS JetStream and Redis Streams share: three sides in one pair, and rows
// beside each of the two.

import { installStreamServers } from '../../install.ts';
import { type Figure, type Row, rowsBeside } from '../../outcome.ts';
import { inPairs } from '../../pairs.ts';
import { jetStream, redisStreams, type StreamPeer } from '../../peers/stream-server.ts';

export interface Sides<Side> {
  readonly ours: () => Promise<Side>;
  readonly peer: (peer: StreamPeer) => Promise<Side>;
}

export interface Measured<Side> {
  readonly ours: Side;
  readonly nats: Side;
  readonly redis: Side;
}

/** One after the other; whoever is first alternates with the pair. */
export async function threeInTurn<Side>(
  pair: number,
  { ours, peer }: Sides<Side>,
): Promise<Measured<Side>> {
  if (pair % 2 === 0) {
    return { ours: await ours(), nats: await peer(jetStream), redis: await peer(redisStreams) };
  }
  const redis = await peer(redisStreams);
  const nats = await peer(jetStream);
  return { ours: await ours(), nats, redis };
}

export async function besideStreams<Side>(
  pairs: number,
  sides: Sides<Side>,
): Promise<readonly Measured<Side>[]> {
  await installStreamServers();
  return inPairs(pairs, (pair) => threeInTurn(pair, sides));
}

/** Each figure beside NATS JetStream, and those that are told for Redis Streams beside it. */
export function rowsBesideStreams<Side>(
  measured: readonly Measured<Side>[],
  besideNats: readonly Figure<Side>[],
  besideRedis: readonly Figure<Side>[] = besideNats,
): Row[] {
  const toNats = measured.map(({ ours, nats }) => [ours, nats] as const);
  const toRedis = measured.map(({ ours, redis }) => [ours, redis] as const);
  return [
    ...rowsBeside(jetStream.name, besideNats, toNats),
    ...rowsBeside(redisStreams.name, besideRedis, toRedis),
  ];
}
