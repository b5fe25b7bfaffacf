// `npm run check:layers`: who may import whom (DESIGN.md §2), one line per package. Think before
// adding a name to a line: raft, security, metadata and coordinator never import log, and broker
// and client meet only in protocol and security.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { isTest, listSources, parseSource, root, type Source } from './sources.ts';

const LAYERS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  protocol: ['base'],
  log: ['base', 'protocol'],
  raft: ['base', 'protocol'],
  security: ['base', 'protocol'],
  metadata: ['base', 'protocol', 'security'],
  coordinator: ['base', 'protocol', 'security', 'metadata'],
  broker: ['base', 'protocol', 'log', 'raft', 'security', 'metadata', 'coordinator'],
  server: ['base', 'protocol', 'log', 'raft', 'security', 'metadata', 'coordinator', 'broker'],
  client: ['base', 'protocol', 'security'],
  kafkajs: ['base', 'protocol', 'security', 'client'],
  streams: ['base', 'protocol', 'security', 'client'],
  testkit: ['base', 'protocol', 'security', 'metadata', 'client', 'server'],
  sim: ['base', 'protocol', 'log', 'metadata', 'broker', 'server', 'client', 'streams'],
  ottla: ['base', 'protocol', 'log', 'security', 'metadata', 'client', 'server'],
};

/** What tests may use beyond their package's own line. */
const TEST_ONLY: readonly string[] = ['base'];

function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1];
}

function nameOfImport(specifier: string): string | undefined {
  if (specifier === 'ottla') return 'ottla';
  return /^@ottla\/([^/]+)$/.exec(specifier)?.[1];
}

function checkImport(source: Source, own: string, specifier: string): string | undefined {
  if (/^@ottla\/[^/]+\//.test(specifier)) return `${specifier}: import the package, not its inside`;
  const target = nameOfImport(specifier);
  if (target === undefined) return checkRelative(source, own, specifier);
  if (target === own) return `${specifier}: a package does not import itself by name`;
  const allowed = LAYERS[own] ?? [];
  if (allowed.includes(target)) return undefined;
  if (isTest(source.path) && TEST_ONLY.includes(target)) return undefined;
  return `${own} may not import ${target}`;
}

function checkRelative(source: Source, own: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = normalize(join(dirname(source.path), specifier));
  if (!existsSync(join(root, target))) return `${specifier}: no such file`;
  if (packageOf(target) === own || isTest(source.path)) return undefined;
  if (/^packages\/ottla\/bin\//.test(source.path)) return undefined;
  return `${specifier}: reaches out of packages/${own}`;
}

/** Each dependency that the code imports is declared, and each declared one is imported. */
function checkDeclared(name: string, sources: readonly Source[]): string[] {
  const file = join(root, 'packages', name, 'package.json');
  const declared = Object.keys(JSON.parse(readFileSync(file, 'utf8')).dependencies ?? {});
  const used = new Set(
    sources
      .filter((source) => !isTest(source.path))
      .flatMap((source) => source.imports.filter((specifier) => nameOfImport(specifier))),
  );
  const missing = [...used].filter((specifier) => !declared.includes(specifier));
  const unused = declared.filter((specifier) => nameOfImport(specifier) && !used.has(specifier));
  return [
    ...missing.map((specifier) => `packages/${name}/package.json: ${specifier} is not declared`),
    ...unused.map((specifier) => `packages/${name}/package.json: ${specifier} is not imported`),
  ];
}

/** Import cycles between files; a cycle that only types form counts too: it is still one unit. */
function findCycles(sources: readonly Source[]): string[] {
  const graph = new Map(sources.map((source) => [source.path, relativeImports(source)]));
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push(`cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`);
      return;
    }
    state.set(path, 'open');
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

function relativeImports(source: Source): string[] {
  return source.imports
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(source.path), specifier)));
}

const sources = listSources().map(parseSource);
const inPackages = sources.filter((source) => packageOf(source.path) !== undefined);
const complaints = inPackages.flatMap((source) => {
  const own = packageOf(source.path) ?? '';
  if (!(own in LAYERS)) return [`${source.path}: package ${own} has no line in scripts/layers.ts`];
  return source.imports
    .map((specifier) => checkImport(source, own, specifier))
    .filter((text) => text !== undefined)
    .map((text) => `${source.path}: ${text}`);
});
for (const [name, files] of Map.groupBy(inPackages, (source) => packageOf(source.path) ?? '')) {
  complaints.push(...checkDeclared(name, files));
}
complaints.push(...findCycles(inPackages.filter((source) => !isTest(source.path))));
for (const complaint of complaints) console.error(complaint);
console.log(`layers: ${inPackages.length} files in packages, ${complaints.length} complaints`);
process.exitCode = complaints.length === 0 ? 0 : 1;
