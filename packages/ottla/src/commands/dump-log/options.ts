// The options of `dump-log`, as kafka-dump-log.sh has them.

import type { ToolSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';

const STRING_DECODER = 'org.apache.kafka.tools.api.StringDecoder';

export const dumpLogTool: ToolSpec = {
  name: 'dump-log',
  about:
    'This tool helps to parse a log file and dump its contents to the console, useful for ' +
    'debugging a seemingly corrupt log segment.',
  usage: '--files FILE,FILE… [options]',
  wrongUsageExit: 1,
  options: [
    {
      name: 'files',
      takes: 'value',
      required: true,
      value: 'String: file1, file2, ...',
      about: 'The data and index files to dump, with commas between.',
    },
    flag('print-data-log', 'Print the records of data logs; any decoder does so too.'),
    flag('deep-iteration', 'Look into the batches; --print-data-log does so too.'),
    flag('verify-index-only', 'Only verify indexes, without printing them.'),
    flag('index-sanity-check', 'Only check what the broker checks of an index when it starts.'),
    flag('offsets-decoder', 'Read records as those of __consumer_offsets.'),
    flag('transaction-log-decoder', 'Read records as those of __transaction_state.'),
    flag('cluster-metadata-decoder', 'Read records as those of __cluster_metadata.'),
    flag('share-group-state-decoder', 'Read records as those of __share_group_state.'),
    {
      name: 'remote-log-metadata-decoder',
      takes: 'nothing',
      about: 'Read records as those of __remote_log_metadata.',
      later: 'there is no remote tier yet',
    },
    flag('skip-record-metadata', 'Print records without offset, time and sizes.'),
    decoder('key-decoder-class', 'keys'),
    decoder('value-decoder-class', 'values'),
    number('max-message-size', 'Size of the largest batch, for verifying indexes.', '5242880'),
    number('max-bytes', 'Read no more of each data log than this.', '2147483647'),
  ],
};

const DECODERS = [
  'offsets-decoder',
  'transaction-log-decoder',
  'cluster-metadata-decoder',
  'share-group-state-decoder',
  'value-decoder-class',
  'key-decoder-class',
];

export interface DumpSettings {
  readonly files: readonly string[];
  readonly printsRecords: boolean;
  readonly isDeep: boolean;
  readonly verifiesOnly: boolean;
  readonly checksSanityOnly: boolean;
  readonly skipsRecordMetadata: boolean;
  /** Read when first needed, as in Kafka: what is no number is found out only then. */
  readonly messageBytesMax: () => number;
  readonly bytesMax: () => number;
}

export function dumpSettings(options: ParsedOptions): DumpSettings {
  const printsRecords = ['print-data-log', ...DECODERS].some((name) => options.has(name));
  const files = (options.value('files') ?? '').split(',');
  // Java's split gives no empty texts at the end.
  while (files.length > 1 && files.at(-1) === '') files.pop();
  return {
    files: files.map(javaPath),
    printsRecords,
    isDeep: printsRecords || options.has('deep-iteration'),
    verifiesOnly: options.has('verify-index-only'),
    checksSanityOnly: options.has('index-sanity-check'),
    skipsRecordMetadata: options.has('skip-record-metadata'),
    messageBytesMax: () => options.integer('max-message-size') ?? 0,
    bytesMax: () => options.integer('max-bytes') ?? 0,
  };
}

/** As java.io.File shows a path. */
function javaPath(path: string): string {
  const single = path.replace(/\/{2,}/g, '/');
  return single.length > 1 ? single.replace(/\/$/, '') : single;
}

function flag(name: string, about: string): ToolSpec['options'][number] {
  return { name, takes: 'nothing', about };
}

function decoder(name: string, of: string): ToolSpec['options'][number] {
  const about = `How ${of} become text: StringDecoder, LongDecoder or IntegerDecoder.`;
  return { name, takes: 'optional', value: 'String', about, standard: STRING_DECODER };
}

function number(name: string, about: string, standard: string): ToolSpec['options'][number] {
  return { name, takes: 'value', value: 'Integer: size', about, standard };
}
