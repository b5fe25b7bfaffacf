// The options of `e2e-latency`, as kafka-e2e-latency.sh has them, and the checks between them.

import { CommandFailure } from '../../cli/command.ts';
import type { OptionSpec, ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';

export const e2eLatencyTool: ToolSpec = {
  name: 'e2e-latency',
  about:
    'This tool measures end-to-end latency in Kafka by sending messages and timing their ' +
    'reception.',
  usage: '--bootstrap-server HOST:PORT --topic TOPIC --num-records N --producer-acks 1|all …',
  wrongUsageExit: 1,
  options: [
    text('bootstrap-server', 'HOST1:PORT1,…', 'REQUIRED: The servers to connect to.'),
    text('topic', 'topic-name', 'REQUIRED: The topic; it is made where it is missing.'),
    text('num-records', 'count', 'REQUIRED: How many messages.'),
    text('producer-acks', 'producer-acks', "REQUIRED: Acknowledgements: '1' or 'all'."),
    text('record-size', 'bytes', 'REQUIRED: Size of each value.'),
    number('record-key-size', 'Size of each key.'),
    number('record-header-key-size', 'Size of the key of each header.'),
    number('record-header-size', 'Size of the value of each header; -1 for null.'),
    number('num-headers', 'Headers of each message.'),
    {
      name: 'command-config',
      takes: 'optional',
      value: 'config-file',
      about: 'Property file for producer, consumer and admin client.',
    },
  ],
};

export interface E2eLatencyPlan {
  readonly bootstrapServers: string;
  readonly topic: string;
  readonly recordCount: number;
  readonly acks: string;
  readonly valueBytes: number;
  readonly keyBytes: number;
  readonly headerCount: number;
  readonly headerKeyBytes: number;
  /** -1: null. */
  readonly headerValueBytes: number;
  readonly configFile: string | undefined;
}

const NAMED = ['bootstrap-server', 'topic', 'num-records', 'producer-acks', 'record-size'] as const;

/** Arguments in the old way, by position, to those of today; the others come back as they are. */
export function namedArguments(
  args: readonly string[],
  tell: (line: string) => void,
): readonly string[] {
  if (args.length === 0 || NAMED.some((name) => args.includes(`--${name}`))) return args;
  // Java takes these for positions; nobody means that.
  if (args.includes('--help') || args.includes('--version')) return args;
  if (args.length !== 5 && args.length !== 6) {
    throw new CommandFailure(
      'Invalid number of arguments. Expected 5 or 6 positional arguments, but got ' +
        `${args.length}. Usage: bootstrap-server topic num-records producer-acks record-size ` +
        '[optional] command-config',
    );
  }
  tell(
    'WARNING: Positional argument usage is deprecated and will be removed in Apache Kafka 5.0. ' +
      'Please use named arguments instead: --bootstrap-server, --topic, --num-records, ' +
      '--producer-acks, --record-size, --command-config\n',
  );
  const names = [...NAMED, 'command-config'];
  return args.flatMap((each, index) => [`--${names[index]}`, each]);
}

export function planOf(options: ParsedOptions): E2eLatencyPlan {
  options.require(...NAMED);
  const acks = options.value('producer-acks') ?? '';
  if (acks !== '1' && acks !== 'all') {
    throw options.wrong(
      'Invalid value for --producer-acks. Latency testing requires synchronous acknowledgement. ' +
        "Please use '1' or 'all'.",
    );
  }
  const recordCount = options.integer('num-records') ?? 0;
  if (recordCount <= 0) {
    throw options.wrong('Value for --num-records must be a positive integer.');
  }
  const file = options.value('command-config');
  return {
    bootstrapServers: options.value('bootstrap-server') ?? '',
    topic: options.value('topic') ?? '',
    recordCount,
    acks,
    valueBytes: sizeOf(options, 'record-size'),
    keyBytes: sizeOf(options, 'record-key-size'),
    headerKeyBytes: sizeOf(options, 'record-header-key-size'),
    headerValueBytes: headerSizeOf(options),
    headerCount: sizeOf(options, 'num-headers'),
    configFile: file === '' ? undefined : file,
  };
}

function sizeOf(options: ParsedOptions, name: string): number {
  const value = options.integer(name) ?? 0;
  if (value >= 0) return value;
  throw options.wrong(`Value for --${name} must be a non-negative integer.`);
}

function headerSizeOf(options: ParsedOptions): number {
  const value = options.integer('record-header-size') ?? 0;
  if (value >= -1) return value;
  throw options.wrong(
    'Value for --record-header-size must be a non-negative integer or -1 for null header value.',
  );
}

function text(name: string, what: string, about: string): OptionSpec {
  return { name, takes: 'value', value: what, about };
}

function number(name: string, about: string): OptionSpec {
  return { name, takes: 'value', value: 'Integer', about: `Optional: ${about}`, standard: '0' };
}
