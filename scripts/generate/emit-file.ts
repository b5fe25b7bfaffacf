// One file of generated code: what belongs to one schema file.

import { emitDefault, emitInterface, emitIsDefault } from './emit-types.ts';
import { emitRead } from './emit-read.ts';
import { emitWrite } from './emit-write.ts';
import { indent } from './expressions.ts';
import { layoutsOf, type StructLayout } from './layout.ts';
import type { SchemaFile } from './load-schemas.ts';
import { type Message, propertyName } from './model.ts';
import { wrapLines } from './wrap.ts';

/** The text of the file that belongs to `src/generated/<file.path>`. */
export function emitFile(file: SchemaFile): string {
  const body = file.messages.flatMap(emitMessage);
  const depth = file.path.split('/').length;
  const lines = [
    `// Generated from schema/${file.path} by \`npm run generate\`: change the schema instead.`,
    '',
    ...emitImports(body.join('\n'), '../'.repeat(depth)),
    ...body,
  ];
  return `${wrapLines(lines).join('\n').trimEnd()}\n`;
}

function emitMessage(message: Message): string[] {
  const layouts = layoutsOf(message);
  const functions = layouts.flatMap((layout) => [
    ...emitRead(layout),
    '',
    ...emitWrite(layout),
    '',
  ]);
  return [
    ...layouts.toReversed().flatMap((layout) => [...emitInterface(layout), '']),
    ...emitDefaults(layouts, functions),
    ...functions,
    ...emitCodec(message),
    '',
  ];
}

/** The defaults that the functions name, and those that these contain, inner ones first. */
function emitDefaults(layouts: readonly StructLayout[], functions: readonly string[]): string[] {
  const lines: string[] = [];
  let used = functions.join('\n');
  for (const layout of layouts.toReversed()) {
    const needsTest = new RegExp(`\\bisDefault${layout.type}\\b`).test(used);
    if (!needsTest && !new RegExp(`\\bdefault${layout.type}\\b`).test(used)) continue;
    const own = [...emitDefault(layout), '', ...(needsTest ? [...emitIsDefault(layout), ''] : [])];
    lines.unshift(...own);
    used += own.join('\n');
  }
  return lines;
}

/** The constant's name of a message's codec, for example `produceRequest`. */
export function codecName(message: Message): string {
  return propertyName(message.name);
}

function emitCodec(message: Message): string[] {
  const { name, apiKey, versions, flexible } = message;
  const flexibleFrom = flexible.from <= versions.to && flexible.to > 0 ? flexible.from : Infinity;
  const fields = [
    `name: '${name}',`,
    `apiKey: ${apiKey},`,
    `minVersion: ${versions.from},`,
    `maxVersion: ${versions.to},`,
    `flexibleFrom: ${flexibleFrom},`,
    `read: read${name},`,
    `write: write${name},`,
  ];
  return [
    `export const ${codecName(message)}: MessageCodec<${name}> = defineCodec({`,
    ...indent(fields),
    '});',
  ];
}

/** Where each name that generated code may use comes from, below `src`. */
const SOURCES: readonly (readonly [file: string, names: readonly string[], isType: boolean])[] = [
  ['codec/define-codec.ts', ['defineCodec'], false],
  ['codec/message-codec.ts', ['MessageCodec'], true],
  ['codec/reader.ts', ['noBytes', 'noTaggedFields', 'type Reader'], false],
  ['codec/uuid.ts', ['zeroUuid'], false],
  ['codec/values.ts', ['Draft', 'Int64', 'UnknownTaggedField', 'Uuid'], true],
  ['codec/writer.ts', ['notInVersion', 'type Writer'], false],
];

function emitImports(body: string, up: string): string[] {
  const lines = SOURCES.flatMap(([file, names, isType]) => {
    const used = names.filter((name) => new RegExp(`\\b${name.split(' ').at(-1)}\\b`).test(body));
    if (used.length === 0) return [];
    const allTypes = !isType && used.every((name) => name.startsWith('type '));
    const list = (allTypes ? used.map((name) => name.slice(5)) : used).join(', ');
    return [`import ${isType || allTypes ? 'type ' : ''}{ ${list} } from '${up}${file}';`];
  });
  return lines.length === 0 ? [] : [...lines, ''];
}
