// The claims by name, and the parts of those that can be measured in parts. Each measures pairs,
// prints what it wants and gives its rows, or only whether it holds; a second argument is told at
// its head where there is one. That of a claim in parts names parts, or pieces of their names.

import { measureClaim as besideApacheKafka } from './claims/beside-apache-kafka.ts';
import { measureClaim as clients } from './claims/clients.ts';
import { PARTS as partsOfClients } from './claims/clients/works.ts';
import { measureClaim as compaction } from './claims/compaction.ts';
import { measureClaim as constantSize } from './claims/constant-size.ts';
import { measureClaim as durability } from './claims/durability.ts';
import { measureClaim as fanOut } from './claims/fan-out.ts';
import { measureClaim as idle } from './claims/idle.ts';
import { measureClaim as idleGroupsAndConnections } from './claims/idle-groups-and-connections.ts';
import { measureClaim as latencyBesideApacheKafka } from './claims/latency-beside-apache-kafka.ts';
import { measureClaim as librdkafkaBesideLoopback } from './claims/librdkafka-beside-loopback.ts';
import { measureClaim as manyPartitions } from './claims/many-partitions.ts';
import { measureClaim as startToReady } from './claims/start-to-ready.ts';
import { measureClaim as openLoop } from './claims/stream-servers/open-loop.ts';
import { measureClaim as singleRecords } from './claims/stream-servers/single-records.ts';
import { measureClaim as smallRecords } from './claims/stream-servers/small-records.ts';
import { measureClaim as tailBesideLoopback } from './claims/tail-beside-loopback.ts';
import { measureClaim as tenThousandGroups } from './claims/ten-thousand-groups.ts';
import { measureClaim as tenThousandPartitions } from './claims/ten-thousand-partitions.ts';
import { measureClaim as testkitStart } from './claims/testkit-start.ts';
import type { Row } from './outcome.ts';

export type Claim = (pairs?: number, setting?: string) => Promise<boolean | readonly Row[]>;

export const CLAIMS: Readonly<Record<string, Claim>> = {
  'beside-apache-kafka': besideApacheKafka,
  'latency-beside-apache-kafka': latencyBesideApacheKafka,
  'small-records': smallRecords,
  'single-records': singleRecords,
  'open-loop': openLoop,
  'librdkafka-beside-loopback': librdkafkaBesideLoopback,
  'tail-beside-loopback': tailBesideLoopback,
  'clients': clients,
  'compaction': compaction,
  'constant-size': constantSize,
  'idle-groups-and-connections': idleGroupsAndConnections,
  'fan-out': fanOut,
  'many-partitions': manyPartitions,
  'durability': durability,
  'start-to-ready': startToReady,
  'testkit-start': testkitStart,
  'idle': idle,
  'ten-thousand-groups': tenThousandGroups,
  'ten-thousand-partitions': tenThousandPartitions,
};

/** All parts of a claim, as its rows name them. */
export const PARTS: Readonly<Record<string, readonly string[]>> = { clients: partsOfClients };
