// Environments of containers as public compose files have them, as data: what people write for
// Kafka's image, and for others that read the same variables. Host names and ports are theirs.

export interface ComposeEnvironment {
  /** Where this shape is found. */
  readonly name: string;
  /** The container's own name, by which it finds itself. */
  readonly hostName: string;
  readonly variables: Readonly<Record<string, string>>;
  /** `server.properties` in /mnt/shared/config. */
  readonly mounted?: Readonly<Record<string, string>>;
  /** Where a client inside finds the broker. */
  readonly bootstrap: string;
  /** Where the data must be. */
  readonly dataDirectory: string;
  readonly clusterId: string;
}

const LOGS = '/tmp/kraft-combined-logs';
/** Of a container that names none. */
const STANDARD_CLUSTER_ID = '5L6g3nShT-eMCtK--X86sw';

const ONE_REPLICA = {
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
} as const;

export const COMPOSE_ENVIRONMENTS: readonly ComposeEnvironment[] = [
  {
    name: 'no variable at all, as in `docker run -p 9092:9092`',
    hostName: 'kafka',
    variables: {},
    bootstrap: 'localhost:9092',
    dataDirectory: LOGS,
    clusterId: STANDARD_CLUSTER_ID,
  },
  {
    name: "Apache Kafka's own example of a single node",
    hostName: 'broker',
    variables: {
      ...ONE_REPLICA,
      KAFKA_NODE_ID: '1',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP:
        'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT',
      KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT_HOST://localhost:9092,PLAINTEXT://broker:19092',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@broker:29093',
      KAFKA_LISTENERS: 'CONTROLLER://:29093,PLAINTEXT_HOST://:9092,PLAINTEXT://:19092',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      CLUSTER_ID: '4L6g3nShT-eMCtK--X86sw',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
      KAFKA_LOG_DIRS: LOGS,
    },
    bootstrap: 'broker:19092',
    dataDirectory: LOGS,
    clusterId: '4L6g3nShT-eMCtK--X86sw',
  },
  {
    name: 'the tutorial of one listener, on all interfaces',
    hostName: 'broker',
    variables: {
      ...ONE_REPLICA,
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://0.0.0.0:9093',
      KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://localhost:9092',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_NUM_PARTITIONS: '3',
    },
    bootstrap: 'localhost:9092',
    // Nobody said where.
    dataDirectory: '/tmp/kafka-logs',
    clusterId: STANDARD_CLUSTER_ID,
  },
  {
    name: 'a stack of change data capture: one listener inside, one outside, a cluster id in words',
    hostName: 'kafka',
    variables: {
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@kafka:9093',
      KAFKA_LISTENERS:
        'PLAINTEXT://kafka:29092,CONTROLLER://kafka:9093,PLAINTEXT_HOST://0.0.0.0:9092',
      KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://kafka:29092,PLAINTEXT_HOST://localhost:9092',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP:
        'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      // Without it Kafka serves no groups either: its default of three needs three brokers.
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      CLUSTER_ID: 'change-data-demo-cluster',
    },
    bootstrap: 'kafka:29092',
    dataDirectory: '/tmp/kafka-logs',
    clusterId: 'change-data-demo-cluster',
  },
  {
    name: "a vendor's stack without ZooKeeper: JMX, and levels of log4j",
    hostName: 'broker',
    variables: {
      ...ONE_REPLICA,
      KAFKA_NODE_ID: '1',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP:
        'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT',
      KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://broker:29092,PLAINTEXT_HOST://localhost:9092',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_JMX_PORT: '9101',
      KAFKA_JMX_HOSTNAME: 'localhost',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@broker:29093',
      KAFKA_LISTENERS:
        'PLAINTEXT://broker:29092,CONTROLLER://broker:29093,PLAINTEXT_HOST://0.0.0.0:9092',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LOG_DIRS: LOGS,
      CLUSTER_ID: 'MkU3OEVBNTcwNTJENDM2Qk',
      KAFKA_HEAP_OPTS: '-Xmx512M -Xms512M',
      KAFKA_LOG4J_ROOT_LOGLEVEL: 'WARN',
      KAFKA_LOG4J_LOGGERS: 'kafka.controller=INFO,state.change.logger=INFO',
    },
    bootstrap: 'localhost:9092',
    dataDirectory: LOGS,
    clusterId: 'MkU3OEVBNTcwNTJENDM2Qk',
  },
  {
    name: 'listeners by other names, the controller first, topics made on purpose only',
    hostName: 'kafka',
    variables: {
      KAFKA_LISTENERS: 'CONTROLLER://localhost:9091,HOST://0.0.0.0:9092,DOCKER://0.0.0.0:9093',
      KAFKA_ADVERTISED_LISTENERS: 'HOST://localhost:9092,DOCKER://kafka:9093',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP:
        'CONTROLLER:PLAINTEXT,DOCKER:PLAINTEXT,HOST:PLAINTEXT',
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9091',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'DOCKER',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_LOG_DIRS: '/var/lib/kafka/data',
    },
    bootstrap: 'kafka:9093',
    dataDirectory: '/var/lib/kafka/data',
    clusterId: STANDARD_CLUSTER_ID,
  },
  {
    name: 'a mounted file, and variables that mend it',
    hostName: 'broker',
    mounted: {
      'advertised.listeners': 'PLAINTEXT_HOST://localhost:9092,PLAINTEXT://broker:19092',
      'controller.listener.names': 'CONTROLLER',
      'inter.broker.listener.name': 'PLAINTEXT',
      'listener.security.protocol.map':
        'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT',
      'log.dirs': LOGS,
      'offsets.topic.replication.factor': '1',
      'process.roles': 'to be overridden',
    },
    variables: {
      CLUSTER_ID: '4L6g3nShT-eMCtK--X86sw',
      KAFKA_NODE_ID: '1',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@broker:29093',
      KAFKA_LISTENERS: 'PLAINTEXT_HOST://:9092,CONTROLLER://:29093,PLAINTEXT://:19092',
      KAFKA_PROCESS_ROLES: 'broker,controller',
    },
    bootstrap: 'broker:19092',
    dataDirectory: LOGS,
    clusterId: '4L6g3nShT-eMCtK--X86sw',
  },
];
