// The scripts in the bin/ of a distribution: every name that Kafka 4.3 has, as a line that calls
// the command line; those whose tool does not exist yet say so. Pure: names in, texts out.

import { NODE_FLAGS } from '../node-flags.mjs';

/** Kafka 4.3's scripts for Unix, without `.sh`. */
export const KAFKA_SCRIPTS: readonly string[] = [
  'connect-distributed',
  'connect-mirror-maker',
  'connect-plugin-path',
  'connect-standalone',
  'kafka-acls',
  'kafka-broker-api-versions',
  'kafka-client-metrics',
  'kafka-cluster',
  'kafka-configs',
  'kafka-console-consumer',
  'kafka-console-producer',
  'kafka-console-share-consumer',
  'kafka-consumer-groups',
  'kafka-consumer-perf-test',
  'kafka-delegation-tokens',
  'kafka-delete-records',
  'kafka-dump-log',
  'kafka-e2e-latency',
  'kafka-features',
  'kafka-get-offsets',
  'kafka-groups',
  'kafka-jmx',
  'kafka-leader-election',
  'kafka-log-dirs',
  'kafka-metadata-quorum',
  'kafka-metadata-shell',
  'kafka-producer-perf-test',
  'kafka-reassign-partitions',
  'kafka-replica-verification',
  'kafka-run-class',
  'kafka-server-start',
  'kafka-server-stop',
  'kafka-share-consumer-perf-test',
  'kafka-share-groups',
  'kafka-storage',
  'kafka-streams-application-reset',
  'kafka-streams-groups',
  'kafka-topics',
  'kafka-transactions',
  'kafka-verifiable-consumer',
  'kafka-verifiable-producer',
  'kafka-verifiable-share-consumer',
  'trogdor',
];

/** Kafka has had none of these since 4.0, but older tutorials call them. */
export const OLDER_SCRIPTS: readonly string[] = ['zookeeper-server-start', 'zookeeper-server-stop'];

/** On Windows these are not there in Kafka either. */
const UNIX_ONLY =
  /^(connect-mirror-maker|kafka-metadata-shell|kafka-streams-groups|kafka-verifiable-.*|trogdor)$/;

export interface Script {
  /** Below the distribution, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** `isTool` tells whether the command line answers to a script's name. */
export function scripts(isTool: (name: string) => boolean, version: string): Script[] {
  return [
    { path: 'bin/ottla', text: UNIX_START },
    { path: 'bin/windows/ottla.bat', text: WINDOWS_START },
    ...[...KAFKA_SCRIPTS, ...OLDER_SCRIPTS].flatMap((name) => {
      const text = isTool(name) ? call(name) : absent(`${name}.sh`, version);
      const unix = { path: `bin/${name}.sh`, text: `#!/bin/sh\n${text}\n` };
      if (UNIX_ONLY.test(name)) return [unix];
      const windows = isTool(name) ? callOnWindows(name) : absentOnWindows(`${name}.bat`, version);
      return [unix, { path: `bin/windows/${name}.bat`, text: lines('@echo off', windows) }];
    }),
  ];
}

const call = (name: string): string => `exec "$(dirname "$0")/ottla" ${name} "$@"`;
const callOnWindows = (name: string): string => `"%~dp0ottla.bat" ${name} %*`;

const without = (script: string, version: string): string =>
  `${script} is not part of Ottla ${version}. ottla --help lists what is.`;

function absent(script: string, version: string): string {
  return `echo "${without(script, version)}" >&2\nexit 1`;
}

function absentOnWindows(script: string, version: string): string {
  return lines(`echo ${without(script, version)} 1>&2`, 'exit /b 1');
}

/** Windows reads batch files with its own line ends. */
function lines(...texts: readonly string[]): string {
  return texts.map((text) => (text.endsWith('\r\n') ? text : `${text}\r\n`)).join('');
}

/** A script may be called through a link to it from elsewhere. */
const UNIX_START = `#!/bin/sh
# Ottla's command line on the Node that OTTLA_NODE names, or else on the one in the PATH.
self=$0
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
node=\${OTTLA_NODE:-node}
if ! command -v "$node" >/dev/null 2>&1; then
  echo "Ottla needs Node 24 or newer: put node on the PATH, or name it in OTTLA_NODE" >&2
  exit 1
fi
exec "$node" ${NODE_FLAGS.join(' ')} "$(dirname "$self")/../libs/ottla/bin/ottla.mjs" "$@"
`;

const WINDOWS_START = lines(
  '@echo off',
  'rem Ottla on the Node that OTTLA_NODE names, or else on the one in the PATH.',
  'setlocal',
  'if "%OTTLA_NODE%"=="" set OTTLA_NODE=node',
  `"%OTTLA_NODE%" ${NODE_FLAGS.join(' ')} "%~dp0..\\..\\libs\\ottla\\bin\\ottla.mjs" %*`,
);
