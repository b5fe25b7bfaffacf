// What `--add-config`, `--add-config-file` and `--delete-config` ask for. Pure.

import { ToolError } from '../java-manner/tool-error.ts';

/** Only where no square bracket is open. */
const OUTSIDE = String.raw`(?=[^\]]*(?:\[|$))`;
const COMMA = new RegExp(`,${OUTSIDE}`);
const EQUALS = new RegExp(String.raw`\s*=\s*${OUTSIDE}`);

/** `k1=v1,k2=[v1,v2]`: the brackets go, what is between them stays. */
export function parseAdded(text: string): Map<string, string> {
  const parts = text.split(COMMA);
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return new Map(
    parts.map((part): [string, string] => {
      const [name, value, ...more] = part.split(EQUALS);
      if (name === undefined || value === undefined || more.length > 0) {
        throw new ToolError(
          'requirement failed: Invalid entity config: all configs to be added must be in the ' +
            'format "key=val" or  "key=[val1,val2]" to group values which contain commas.',
        );
      }
      return [name.trim(), value.replaceAll(/[[\]]/g, '').trim()];
    }),
  );
}

const NAME = /^[$a-zA-Z0-9._-]*$/;

export function checkNames(added: ReadonlyMap<string, string>): void {
  for (const name of added.keys()) {
    if (!NAME.test(name)) throw new ToolError(`Invalid character found for config key: ${name}`);
  }
}

export function parseDeleted(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(',')).map((name) => name.trim());
}
