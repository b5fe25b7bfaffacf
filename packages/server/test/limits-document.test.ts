// Holds docs/limits.md and the code together: settings with their defaults, metrics, tests.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { metricNames } from '@ottla/broker';
import { brokerDefinitions } from '@ottla/metadata';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const COLUMNS = 6;
const OWN = /^ottla\.(connection|receive|response|request|memory|decompressed)\./;

interface Row {
  readonly setting: string;
  readonly standard: string;
  readonly metrics: readonly string[];
  readonly test: string;
}

function rows(): Row[] {
  const lines = readFileSync(join(root, 'docs', 'limits.md'), 'utf8').split('\n');
  const cells = lines.filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2));
  return cells.slice(1).map((line) => {
    const [, setting = '', standard = '', , metrics = '', path = ''] = line.split(' | ');
    assert.equal(line.split(' | ').length, COLUMNS, line);
    return { setting: quoted(setting)[0] ?? '', standard, metrics: quoted(metrics), test: path };
  });
}

function quoted(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** `listener.name.LISTENER.x` is x of one listener, and has x's default. */
function baseName(setting: string): string {
  return setting.replace(/^listener\.name\.LISTENER\./, '');
}

test('each limit has a setting, with the default that stands there', () => {
  for (const { setting, standard } of rows()) {
    const key = brokerDefinitions.get(baseName(setting));
    assert.ok(key !== undefined, setting);
    if (setting === baseName(setting)) assert.equal(String(key.standard), standard, setting);
  }
});

test('each limit has a metric that is served, and a test', () => {
  for (const { setting, metrics, test: path } of rows()) {
    assert.ok(metrics.length > 0, setting);
    assert.deepEqual(metrics.filter((name) => !metricNames.includes(name)), [], setting);
    assert.ok(existsSync(join(root, path)), path);
  }
});

test("all of Ottla's own limits of connections and memory stand there", () => {
  const named = new Set(rows().map(({ setting }) => setting));
  const own = [...brokerDefinitions.keys()].filter((name) => OWN.test(name));
  assert.deepEqual(own.filter((name) => !named.has(name)), []);
});
