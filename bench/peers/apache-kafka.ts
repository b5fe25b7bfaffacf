// Apache Kafka as its own script starts it: by that script itself where OTTLA_BENCH_KAFKA says
// where it is (kafka-script.ts), else by the JVM flags that bin/kafka-server-start.sh gives (heap
// of 1 GB, G1 with a 20 ms aim) on the released artifacts. It is formatted before the clock starts.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { interopRoot, temporaryDirectory, whenDone } from '../../interop/paths.ts';
import { freePort } from '../../interop/peers/apache-kafka.ts';
import { limited } from '../../interop/peers/broker.ts';
import { JAVA_TOOLS, javaClassPath, runJavaTool } from '../../interop/peers/java.ts';
import { settleMemory } from '../native.ts';
import { checkJvm, HEAP, namedDistribution, scriptStart } from './kafka-script.ts';
import { type KafkaPeer, type Overrides, type RestartablePeer, SETTINGS } from './kafka-server.ts';

/** On a busy machine it takes minutes to recover thousands of logs. */
const READY_MS = 600_000;
const LINES_TOLD = 50;
const PERFORMANCE = [
  '-server',
  '-XX:+UseG1GC',
  '-XX:MaxGCPauseMillis=20',
  '-XX:InitiatingHeapOccupancyPercent=35',
  '-XX:+ExplicitGCInvokesConcurrent',
  '-XX:MaxInlineLevel=15',
  '-Djava.awt.headless=true',
];
const LOGGING = `-Dlog4j2.configurationFile=${join(interopRoot, 'java', 'log4j2.properties')}`;

async function writeConfig(directory: string, port: number, overrides: Overrides) {
  const controller = await freePort();
  const listeners = `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`;
  const settings: Overrides = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controller}`,
    listeners,
    'advertised.listeners': listeners,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': join(directory, 'data'),
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    ...SETTINGS,
    ...overrides,
  };
  const file = join(directory, 'server.properties');
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(file, lines.join(''));
  return file;
}

async function format(configFile: string): Promise<void> {
  const id = (await runJavaTool('storage', ['random-uuid'])).stdout.trim();
  const run = await runJavaTool('storage', ['format', '--standalone', '-t', id, '-c', configFile]);
  if (run.code !== 0) throw new Error(`format failed:\n${run.stdout}${run.stderr}`);
}

async function launch(configFile: string, logs: string, openFilesMax?: number) {
  const distribution = namedDistribution();
  const classPath = await javaClassPath();
  // Else its standard output is nobody's and fills up.
  const stdio: ('ignore' | 'pipe')[] = ['ignore', 'pipe', 'pipe'];
  if (distribution !== undefined) {
    const { command, env } = scriptStart({ distribution, configFile, logs, classPath });
    const [file = '', ...rest] = limited(command, openFilesMax);
    return spawn(file, rest, { stdio, env });
  }
  const collector = `-Xlog:gc*:file=${join(logs, 'kafkaServer-gc.log')}:time,tags`;
  const flags = [...HEAP, ...PERFORMANCE, collector, '-Dottla.log.level=INFO', LOGGING];
  const main = ['-cp', classPath, JAVA_TOOLS.server, configFile];
  const [file = '', ...rest] = limited(['java', ...flags, ...main], openFilesMax);
  return spawn(file, rest, { stdio });
}

type Child = Awaited<ReturnType<typeof launch>>;

/** Resolves with the JVM's process when it serves. */
async function waitStarted(child: Child): Promise<number> {
  await waitSaid(child);
  const pid = child.pid ?? -1;
  checkJvm(pid);
  return pid;
}

/** Goes on reading, for else the pipes would fill and stop it. */
function waitSaid(child: Child): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const fail = (what: string): void => {
      clearTimeout(timer);
      reject(new Error(`Apache Kafka ${what}:\n${said.slice(-LINES_TOLD).join('\n')}`));
    };
    const timer = setTimeout(() => fail('was not ready in time'), READY_MS);
    let isReady = false;
    const hear = (line: string): void => {
      if (isReady) return;
      said.push(line);
      if (!line.includes('Kafka Server started')) return;
      isReady = true;
      clearTimeout(timer);
      resolve();
    };
    for (const output of [child.stdout, child.stderr]) {
      if (output !== null) createInterface({ input: output }).on('line', hear);
    }
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}

export const apacheKafka: KafkaPeer = {
  name: 'Apache Kafka',
  async start(overrides = {}) {
    const directory = temporaryDirectory('bench-apache');
    const port = await freePort();
    const configFile = await writeConfig(directory, port, overrides);
    await format(configFile);
    const start = performance.now();
    const child = await launch(configFile, directory);
    whenDone(() => child.kill('SIGKILL'));
    const pid = await waitStarted(child);
    return {
      bootstrap: `127.0.0.1:${port}`,
      port,
      pid,
      readySeconds: (performance.now() - start) / 1000,
      async stop() {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
        rmSync(directory, { recursive: true });
        await settleMemory();
      },
    };
  },
};

export const restartableApacheKafka: RestartablePeer = {
  name: 'Apache Kafka',
  async prepare(openFilesMax) {
    const directory = temporaryDirectory('bench-apache');
    const port = await freePort();
    const configFile = await writeConfig(directory, port, {});
    await format(configFile);
    return {
      async start() {
        const child = await launch(configFile, directory, openFilesMax);
        whenDone(() => child.kill('SIGKILL'));
        const pid = await waitStarted(child);
        const end = async (signal: NodeJS.Signals): Promise<void> => {
          const exited = once(child, 'exit');
          child.kill(signal);
          await exited;
        };
        return {
          bootstrap: `127.0.0.1:${port}`,
          pid,
          stop: () => end('SIGTERM'),
          kill: () => end('SIGKILL'),
        };
      },
      remove: () => rmSync(directory, { recursive: true }),
    };
  },
};
