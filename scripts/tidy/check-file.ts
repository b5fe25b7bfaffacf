// The checks of one file, each a function from a source to complaints.

import { isTest, type Source, type SyntaxNode, walkTree } from '../sources.ts';
import { type Ban, EMPTY_NAMES, LIMITS, UNFINISHED, WORLD_BANS, WORLD_FREE } from './rules.ts';

export interface Complaint {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

export function checkFile(source: Source): Complaint[] {
  const complaints: Complaint[] = [];
  const say = (line: number, text: string): void => {
    complaints.push({ path: source.path, line, text });
  };
  checkText(source, say);
  if (!isTest(source.path)) checkShape(source, say);
  checkTree(source, say);
  return complaints;
}

type Say = (line: number, text: string) => void;

function checkText(source: Source, say: Say): void {
  const limit = isTest(source.path) ? LIMITS.testLines : LIMITS.sourceLines;
  const count = source.lines.length - 1;
  if (count > limit) say(1, `${count} lines, at most ${limit}: split it by state or by operation`);
  if (EMPTY_NAMES.test(source.path)) say(1, 'the file name says nothing of what is inside');
  source.lines.forEach((line, index) => {
    if (line.length > LIMITS.lineColumns && !/https?:|import /.test(line)) {
      say(index + 1, `${line.length} columns, at most ${LIMITS.lineColumns}`);
    }
    if (UNFINISHED.test(line)) say(index + 1, 'a mark of unfinished work: finish it');
    if (/@ts-(ignore|expect-error|nocheck)/.test(line)) say(index + 1, 'a silenced type error');
  });
}

function checkShape(source: Source, say: Say): void {
  const isSurface = source.path.endsWith('/index.ts');
  const opens = /^(#!.*\n)?(\/\/|\/\*)/.test(source.text);
  if (!isSurface && !opens) say(1, 'open the file with what it is, and what it is not');
  if (!source.path.startsWith('packages/')) return;
  const body = source.program['body'] as readonly SyntaxNode[]; // a Program always has a body
  for (const node of body) {
    if (node.type === 'ExportDefaultDeclaration') say(source.lineOf(node.start), 'name the export');
    if (node.type === 'VariableDeclaration' && node['kind'] === 'let') {
      say(source.lineOf(node.start), 'module state: give it to an object that has a lifetime');
    }
    if (node.type === 'ExpressionStatement' && !/\/(main|worker-main)\.ts$/.test(source.path)) {
      say(source.lineOf(node.start), 'a side effect at module scope');
    }
  }
}

function checkTree(source: Source, say: Say): void {
  const free = isTest(source.path) || WORLD_FREE.some((pattern) => pattern.test(source.path));
  const bans = free ? [] : WORLD_BANS;
  for (const ban of bans) {
    if (ban.kind === 'module' && source.imports.includes(ban.name)) {
      say(1, `${ban.name} is banned here: use ${ban.instead}`);
    }
  }
  walkTree(source.program, (node) => {
    checkFunction(source, node, say);
    if (!isTest(source.path)) checkEscape(source, node, say);
    const ban = bans.find((candidate) => isBanned(candidate, node));
    if (ban) say(source.lineOf(node.start), `${ban.name} is banned here: use ${ban.instead}`);
  });
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function checkFunction(source: Source, node: SyntaxNode, say: Say): void {
  if (!FUNCTIONS.has(node.type) || isTest(source.path)) return;
  const first = source.lineOf(node.start);
  const lines = source.lineOf(node.end) - first + 1;
  if (lines > LIMITS.functionLines) {
    say(first, `a function of ${lines} lines, at most ${LIMITS.functionLines}`);
  }
  const parameters = node['params'] as readonly SyntaxNode[]; // every function node has them
  if (parameters.length > LIMITS.parameters) {
    const text = `${parameters.length} parameters, at most ${LIMITS.parameters}`;
    say(first, `${text}: use an options object`);
  }
}

/** `any`, and casts that do not say why on their line. */
function checkEscape(source: Source, node: SyntaxNode, say: Say): void {
  if (node.type === 'TSAnyKeyword') {
    say(source.lineOf(node.start), '`any`: use `unknown` and parse it');
  }
  const isCast = node.type === 'TSAsExpression' && !isConst(node);
  if (!isCast && node.type !== 'TSNonNullExpression') return;
  const from = source.lineOf(node.start);
  const to = source.lineOf(node.end);
  // The reason stands on one of the expression's lines or on the line above it.
  const near = source.lines.slice(Math.max(0, from - 2), to);
  if (near.some((line) => /\/\/|\*\/|^\s*\*/.test(line))) return;
  say(to, `${isCast ? '`as`' : '`!`'} without its reason on the line`);
}

function isConst(node: SyntaxNode): boolean {
  const type = node['typeAnnotation'] as SyntaxNode; // a cast always has its type
  const name = type['typeName'] as SyntaxNode | undefined; // only type references have a name
  return type.type === 'TSTypeReference' && name?.['name'] === 'const';
}

function isBanned(ban: Ban, node: SyntaxNode): boolean {
  if (ban.kind === 'member' && node.type === 'MemberExpression') return dotted(node) === ban.name;
  if (ban.kind === 'call' && node.type === 'CallExpression') {
    return nameOf(node['callee']) === ban.name;
  }
  if (ban.kind === 'empty-new' && node.type === 'NewExpression') {
    const parameters = node['arguments'] as readonly SyntaxNode[]; // `new` always has a list
    return nameOf(node['callee']) === ban.name && parameters.length === 0;
  }
  return false;
}

function dotted(node: SyntaxNode): string {
  return `${nameOf(node['object'])}.${nameOf(node['property'])}`;
}

function nameOf(value: unknown): string {
  const node = value as SyntaxNode | undefined; // callers pass children of the tree
  return node?.type === 'Identifier' ? String(node['name']) : '';
}
