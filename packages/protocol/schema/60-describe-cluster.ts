// Tells the cluster id, its controller and its brokers, or its controllers.
//
// v1: endpoint type (KIP-919).
// v2: fenced brokers (KIP-1073).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 60,
  name: 'DescribeCluster',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: `
    IncludeClusterAuthorizedOperations: bool 0+
    EndpointType: int8 1+, default 1
    IncludeFencedBrokers: bool 2+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable, default null
    EndpointType: int8 1+, default 1
    ClusterId: string 0+
    ControllerId: int32 0+, default -1, entity brokerId
    Brokers: []DescribeClusterBroker 0+
      BrokerId: int32 0+, key, entity brokerId
      Host: string 0+
      Port: int32 0+
      Rack: string 0+, nullable, default null
      IsFenced: bool 2+
    ClusterAuthorizedOperations: int32 0+, default -2147483648
  `,
};
