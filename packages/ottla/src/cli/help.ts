// The help of a tool, made from its declaration: two columns, as jopt prints it.

import { COMMON_OPTIONS, type OptionSpec, type ToolSpec } from './option-spec.ts';

const COLUMNS = 80;
/** Options longer than this wrap their description to the next line. */
const LEFT_COLUMNS_MAX = 40;

export function helpOf(tool: ToolSpec): string {
  const lines = [tool.about, '', `Usage: ottla ${tool.name} ${tool.usage}`.trimEnd(), ''];
  const shown = [...tool.options, ...COMMON_OPTIONS].filter((option) => !isHidden(option));
  const left = new Map(shown.map((option) => [option.name, spelling(option)]));
  const width = Math.min(LEFT_COLUMNS_MAX, Math.max(...[...left.values()].map((s) => s.length)));
  for (const option of sorted(shown)) {
    lines.push(...row(left.get(option.name) ?? '', description(option), width));
  }
  return `${lines.join('\n')}\n`;
}

function isHidden(option: OptionSpec): boolean {
  return option.hidden === true || option.later !== undefined;
}

function sorted(options: readonly OptionSpec[]): OptionSpec[] {
  return options.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function spelling(option: OptionSpec): string {
  const names = option.short === undefined ? '' : `-${option.short}, `;
  const value = option.takes === 'nothing' ? '' : ` <${option.value ?? 'String'}>`;
  return `${names}--${option.name}${option.takes === 'optional' ? ` [${value.trim()}]` : value}`;
}

function description(option: OptionSpec): string {
  const parts: string[] = [];
  if (option.required === true) parts.push('REQUIRED:');
  if (option.replacedBy !== undefined) parts.push(`(DEPRECATED: use --${option.replacedBy})`);
  parts.push(option.about);
  if (option.standard !== undefined) parts.push(`(default: ${option.standard})`);
  return parts.join(' ');
}

function row(left: string, right: string, width: number): string[] {
  const wrapped = wrap(right, COLUMNS - width - 2);
  if (left.length > width) return [left, ...wrapped.map((text) => pad('', width) + text)];
  return wrapped.map((text, index) => pad(index === 0 ? left : '', width) + text);
}

function pad(text: string, width: number): string {
  return text.padEnd(width + 2);
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
