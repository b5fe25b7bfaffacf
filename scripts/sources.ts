// The TypeScript files of the house and their syntax trees, shared by tidy and layers.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A node of the syntax tree: only what the checks look at. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Source {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly program: SyntaxNode;
  /** Module specifiers of all imports, exports and literal dynamic imports. */
  readonly imports: readonly string[];
  lineOf(position: number): number;
}

/** Paths that git tracks or would track, deleted ones apart. */
export function listSources(): string[] {
  const out = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts'], { cwd: root });
  return out.toString().split('\n').filter((path) => path !== '' && existsSync(join(root, path)));
}

export function isGenerated(path: string): boolean {
  return path.includes('/generated/');
}

export function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || /(^|\/)test\//.test(path);
}

export function parseSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const result = parseSync(path, text);
  const starts = lineStarts(text);
  return {
    path,
    text,
    lines: text.split('\n'),
    // The parser's own types name every node kind; the checks only need the common shape.
    program: result.program as unknown as SyntaxNode, // see the comment above
    imports: importsOf(result.module, text),
    lineOf: (position) => lineAt(starts, position),
  };
}

type Module = ReturnType<typeof parseSync>['module'];

function importsOf(module: Module, text: string): string[] {
  const names = module.staticImports.map((entry) => entry.moduleRequest.value);
  for (const statement of module.staticExports) {
    for (const entry of statement.entries) {
      if (entry.moduleRequest) names.push(entry.moduleRequest.value);
    }
  }
  for (const entry of module.dynamicImports) {
    const literal = text.slice(entry.moduleRequest.start, entry.moduleRequest.end);
    if (/^['"]/.test(literal)) names.push(literal.slice(1, -1));
  }
  return [...new Set(names)];
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], position: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Calls `visit` for each node below `node`, parents first. */
export function walkTree(node: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walkTree(item, visit);
    } else if (isNode(value)) walkTree(value, visit);
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
