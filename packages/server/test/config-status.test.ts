// Holds the table of what each setting does, its document and the code together.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import {
  brokerDefinitions,
  configStatus,
  configStatusDocument,
  topicDefinitions,
} from '@ottla/metadata';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** The text of all sources that act on settings: the definitions and the table do not. */
function actingSources(): string {
  const files = readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^[^/]+\/src\/.*\.ts$/.test(path) && !path.includes('node_modules'))
    .filter((path) => !path.endsWith('.test.ts'))
    .filter((path) => !/config\/(definitions\/|config-status\.ts)/.test(path));
  return files.map((path) => readFileSync(join(root, 'packages', path), 'utf8')).join('\n');
}

const SOURCES = actingSources();

function isRead(name: string): boolean {
  return SOURCES.includes(`'${name}'`);
}

/** A broker setting is acted on where it is read, or where the topic config that inherits it is. */
function isActedOn(name: string, of: 'broker' | 'topic'): boolean {
  if (isRead(name)) return true;
  if (of === 'topic') return false;
  const heirs = [...topicDefinitions.values()].filter((key) => key.brokerConfigs?.includes(name));
  return heirs.some((key) => isRead(key.name));
}

const ALL: readonly (readonly [string, 'broker' | 'topic'])[] = [
  ...[...brokerDefinitions.keys()].map((name) => [name, 'broker'] as const),
  ...[...topicDefinitions.keys()].map((name) => [name, 'topic'] as const),
];

test('every setting has a status', () => {
  const without = ALL.filter(([name, of]) => configStatus(name, of) === undefined);
  assert.deepEqual(without, []);
});

test('what is said to be acted on is read somewhere', () => {
  const unread = ALL.filter(
    ([name, of]) => configStatus(name, of)?.kind === 'acted on' && !isActedOn(name, of),
  );
  assert.deepEqual(unread, []);
});

test('docs/config-status.md is up to date', () => {
  const document = readFileSync(join(root, 'docs', 'config-status.md'), 'utf8');
  assert.equal(document, configStatusDocument(), 'replace the file by configStatusDocument()');
});

test('names that nobody defined have no status', () => {
  assert.equal(configStatus('retention.day', 'topic'), undefined);
  assert.equal(configStatus('retention.ms', 'broker'), undefined);
});
