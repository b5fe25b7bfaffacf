// `ottla delete-records`, kafka-delete-records.sh: deletes what lies before given offsets.

import { outcomesOf, type Admin, type DeleteBefore } from '@ottla/client';

import type { CommandIo } from '../cli/command.ts';
import { UsageError, type ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { deletionsOf } from './delete-records/offset-file.ts';
import { JSON_OPTION, printJson, withAdmin } from './java-manner/admin-access.ts';
import { hashOrder, partitionHash } from './java-manner/hash-order.ts';
import { javaText } from './java-manner/log-line.ts';
import { readText } from './java-manner/text-file.ts';

const tool: ToolSpec = {
  name: 'delete-records',
  about: 'This tool helps to delete records of the given partitions down to the specified offset.',
  usage: '--bootstrap-server HOST:PORT --offset-json-file FILE',
  wrongUsageExit: 1,
  options: [
    {
      name: 'bootstrap-server',
      takes: 'value',
      required: true,
      value: 'String: server(s)',
      about: 'The server to connect to.',
    },
    {
      name: 'offset-json-file',
      takes: 'value',
      required: true,
      value: 'String: Offset json file path',
      about:
        'The JSON file with offsets: ' +
        '{"partitions":[{"topic":"foo","partition":1,"offset":1}],"version":1}.',
    },
    { name: 'command-config', takes: 'value', value: 'String: file', about: 'Client settings.' },
    JSON_OPTION,
  ],
};

export async function deleteRecords(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(tool, tool.about);
  const options = parseOptions(tool, args);
  const access = {
    bootstrapServers: options.value('bootstrap-server') ?? '',
    configFile: options.value('command-config'),
  };
  const path = options.value('offset-json-file') ?? '';
  return withAdmin(io, access, async (admin) => {
    const deletions = deletionsOf(readText(io, path));
    if (options.has('json')) printJson(io, { partitions: await resultsOf(admin, deletions) });
    else await printResults(admin, deletions, io);
  });
}

interface Deleted {
  readonly topic: string;
  readonly partition: number;
  readonly lowWatermark: number | null;
  readonly error: string | null;
}

async function resultsOf(admin: Admin, deletions: readonly DeleteBefore[]): Promise<Deleted[]> {
  const results = await outcomesOf(admin.deleteRecords(deletions));
  return results.map(({ topic, partition, lowWatermark }) =>
    typeof lowWatermark === 'number'
      ? { topic, partition, lowWatermark, error: null }
      : { topic, partition, lowWatermark: null, error: javaText(lowWatermark) },
  );
}

async function printResults(
  admin: Admin,
  deletions: readonly DeleteBefore[],
  io: CommandIo,
): Promise<void> {
  io.stdout.write('Executing records delete operation\n');
  const results = await resultsOf(admin, hashOrder(deletions, partitionHash));
  io.stdout.write('Records delete operation completed:\n');
  for (const { topic, partition, lowWatermark, error } of results) {
    const outcome = error === null ? `low_watermark: ${lowWatermark}` : `error: ${error}`;
    io.stdout.write(`partition: ${topic}-${partition}\t${outcome}\n`);
  }
}

