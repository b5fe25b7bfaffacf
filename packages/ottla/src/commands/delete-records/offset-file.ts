// The file of `delete-records`: JSON with an offset for each partition. Pure.

import type { DeleteBefore } from '@ottla/client';

import { integerIn, jsonObject, listIn, parseJson, textIn } from '../java-manner/json-input.ts';
import { ToolError } from '../java-manner/tool-error.ts';

const VERSION = 1;

export function deletionsOf(text: string): DeleteBefore[] {
  const document = jsonObject(parseJson(text, 'The input string is not a valid JSON'));
  const version = document.has('version') ? integerIn(document, 'version') : VERSION;
  if (version !== VERSION) {
    throw new ToolError(`Not supported version field value ${version}`);
  }
  if (!document.has('partitions')) throw new ToolError('Missing partitions field');
  const deletions = listIn(document, 'partitions').map((item) => {
    const entry = jsonObject(item);
    return {
      topic: textIn(entry, 'topic'),
      partition: integerIn(entry, 'partition'),
      offset: integerIn(entry, 'offset'),
    };
  });
  const byName = Map.groupBy(deletions, ({ topic, partition }) => `${topic}-${partition}`);
  const doubled = [...byName].filter(([, same]) => same.length > 1).map(([name]) => name);
  if (doubled.length === 0) return deletions;
  throw new ToolError(
    `Offset json file contains duplicate topic partitions: ${doubled.join(',')}`,
  );
}
