// An Apache Kafka node with all that admin operations ask for: an authorizer, SASL, delegation
// tokens, two log directories, groups of each kind, a quorum that may change. And who asks it: one
// who may everything, and one who is known and may nothing.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Admin, type ClientOptions } from '@ottla/client';

import { temporaryDirectory } from '../paths.ts';
import {
  freePort,
  serveApacheKafka,
  startApacheKafka,
  type ApacheKafka,
  type ServingApacheKafka,
} from '../peers/apache-kafka.ts';
import { JAVA_CLASSES } from '../peers/drivers.ts';
import { JAVA_TOOLS, runJavaTool, type JavaTool } from '../peers/java.ts';
import { JavaRunner } from '../tools/java-runner.ts';

const PASSWORD = 'secret-of-ann';
const LOGIN = 'org.apache.kafka.common.security';
const LISTENER = 'listener.name.sasl_plaintext';
/** The node id of the controller that may be added. */
export const SECOND = 2;

/** A controller of the same cluster which does not vote. */
export interface SecondController extends ServingApacheKafka {
  readonly port: number;
}

export class KafkaSite {
  readonly kafka: ApacheKafka;
  /** Of the node; topics lie in either. */
  readonly directories: readonly string[];
  /** May everything. */
  readonly root: Admin;
  /** Known, and may nothing. */
  readonly ann: Admin;
  readonly #saslBootstrap: string;
  readonly #tools = new JavaRunner();

  private constructor(kafka: ApacheKafka, saslPort: number, directories: readonly string[]) {
    this.kafka = kafka;
    this.directories = directories;
    this.#saslBootstrap = `127.0.0.1:${saslPort}`;
    this.root = new Admin({ bootstrapServers: kafka.bootstrap });
    this.ann = this.authenticated({ mechanism: 'PLAIN', username: 'ann', password: PASSWORD });
  }

  static async start(): Promise<KafkaSite> {
    const saslPort = await freePort();
    const directories = ['a', 'b'].map((name) => temporaryDirectory(`apache-${name}`));
    const kafka = await startApacheKafka({
      listeners: { SASL_PLAINTEXT: saslPort },
      overrides: overrides(directories),
      classes: JAVA_CLASSES,
    });
    return new KafkaSite(kafka, saslPort, directories);
  }

  authenticated(sasl: NonNullable<ClientOptions['sasl']>): Admin {
    return new Admin({ bootstrapServers: this.#saslBootstrap, sasl });
  }

  /** What one of Apache Kafka's tools says; `args` are divided by spaces. */
  async tool(tool: JavaTool, args: string): Promise<string> {
    return this.#run(tool, ['--bootstrap-server', this.kafka.bootstrap], args);
  }

  /** As `tool`, in ann's name. */
  async toolOfAnn(tool: JavaTool, args: string): Promise<string> {
    const login = `${LOGIN}.plain.PlainLoginModule required username="ann" password="${PASSWORD}";`;
    const file = join(temporaryDirectory('ann'), 'client.properties');
    const lines = ['security.protocol=SASL_PLAINTEXT', 'sasl.mechanism=PLAIN'];
    writeFileSync(file, `${[...lines, `sasl.jaas.config=${login}`].join('\n')}\n`);
    const who = ['--bootstrap-server', this.#saslBootstrap, '--command-config', file];
    return this.#run(tool, who, args);
  }

  async startController(): Promise<SecondController> {
    const { clusterId } = await this.root.describeCluster();
    const { nodes } = await this.root.describeMetadataQuorum();
    const [first] = nodes.get(1)?.endpoints ?? [];
    const port = await freePort();
    const configFile = join(temporaryDirectory('apache-config'), 'controller.properties');
    const lines = [
      'process.roles=controller',
      `node.id=${SECOND}`,
      `controller.quorum.bootstrap.servers=127.0.0.1:${first?.port}`,
      `listeners=CONTROLLER://127.0.0.1:${port}`,
      'controller.listener.names=CONTROLLER',
      'listener.security.protocol.map=CONTROLLER:PLAINTEXT',
      `log.dirs=${temporaryDirectory('apache-controller')}`,
    ];
    writeFileSync(configFile, `${lines.join('\n')}\n`);
    const args = ['format', '--no-initial-controllers', '-t', clusterId, '-c', configFile];
    const format = await runJavaTool('storage', args);
    if (format.code !== 0) throw new Error(`format failed:\n${format.stdout}${format.stderr}`);
    return { ...(await serveApacheKafka(configFile)), port };
  }

  async close(): Promise<void> {
    await this.#tools.close();
    await this.root.close();
    await this.ann.close();
    await this.kafka.kill();
  }

  async #run(tool: JavaTool, who: readonly string[], args: string): Promise<string> {
    const all = [...who, ...args.split(' ').filter((each) => each !== '')];
    const { stdout, stderr } = await this.#tools.run(JAVA_TOOLS[tool], all);
    return `${stdout}${stderr}`;
  }
}

function overrides(directories: readonly string[]): Record<string, string | number> {
  return {
    'log.dirs': directories.join(),
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS',
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256',
    [`${LISTENER}.plain.sasl.jaas.config`]:
      `${LOGIN}.plain.PlainLoginModule required user_ann="${PASSWORD}";`,
    [`${LISTENER}.scram-sha-256.sasl.jaas.config`]: `${LOGIN}.scram.ScramLoginModule required;`,
    'delegation.token.secret.key': 'secret-of-brokers',
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
  };
}
