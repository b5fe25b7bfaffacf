// `ottla topics`: kafka-topics.sh. Each action is in the folder topics/; here is what they share.

import { Admin, type ClientOptions } from '@ottla/client';

import { exitCodes, type CommandIo } from '../cli/command.ts';
import { UsageError } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { clientSettings, readProperties } from './java-manner/client-settings.ts';
import { errorLine, firstFailureOf, javaText } from './java-manner/log-line.ts';
import { alter, create, remove } from './topics/change-topics.ts';
import { describe } from './topics/describe.ts';
import { checkedAction, topicsTool, type Action } from './topics/options.ts';
import { chooseTopics } from './topics/topic-filter.ts';

const LOGGER = 'org.apache.kafka.tools.TopicCommand';

export async function topics(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) {
    throw new UsageError(topicsTool, 'Create, delete, describe, or change a topic.');
  }
  const options = parseOptions(topicsTool, args);
  const action = checkedAction(options, (text) => void io.stderr.write(text));
  const admin = new Admin(settingsOf(options, io));
  try {
    await run(action, admin, options, (line) => void io.stdout.write(`${line}\n`));
    return exitCodes.ok;
  } catch (thrown) {
    const error = firstFailureOf(thrown);
    const message = error instanceof Error ? error.message : String(error);
    io.stdout.write(`Error while executing topic command : ${message}\n`);
    // A number that is none is found only now, by Java as well.
    const text =
      error instanceof UsageError
        ? `joptsimple.OptionArgumentConversionException: ${message}`
        : javaText(error);
    io.stderr.write(errorLine(io.world(), `${text}\n`, LOGGER));
    return exitCodes.failed;
  } finally {
    await admin.close();
  }
}

async function run(
  action: Action,
  admin: Admin,
  options: ParsedOptions,
  print: (line: string) => void,
): Promise<void> {
  switch (action) {
    case 'create':
      return create(admin, options, print);
    case 'alter':
      return alter(admin, options);
    case 'delete':
      return remove(admin, options);
    case 'describe':
      return describe(admin, options, print);
    case 'list': {
      const excludeInternal = options.has('exclude-internal');
      const all = await admin.listTopics({ listInternal: !excludeInternal });
      const names = all.map(({ name }) => name);
      const chosen = chooseTopics(names, options.value('topic'), excludeInternal);
      print(options.has('json') ? JSON.stringify({ topics: chosen }) : chosen.join('\n'));
    }
  }
}

function settingsOf(options: ParsedOptions, io: CommandIo): ClientOptions {
  const file = options.value('command-config');
  const properties = file === undefined ? new Map<string, string>() : readProperties(io, file);
  properties.set('bootstrap.servers', options.value('bootstrap-server') ?? '');
  return clientSettings<ClientOptions>(io, 'admin', properties);
}
