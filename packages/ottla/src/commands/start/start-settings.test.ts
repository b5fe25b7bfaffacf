import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { type StartChoices, startSettings } from './start-settings.ts';

const NOTHING: StartChoices = {
  file: undefined,
  port: undefined,
  dataDirectory: undefined,
  overrides: new Map(),
};

function settingsOf(choices: Partial<StartChoices>): ReadonlyMap<string, string> {
  return startSettings({ ...NOTHING, ...choices }).settings;
}

const FILE = new Map([
  ['listeners', 'INSIDE://:29092,OUTSIDE://0.0.0.0:9092,CONTROLLER://:9093'],
  ['advertised.listeners', 'INSIDE://broker:29092,OUTSIDE://localhost:9092'],
  ['controller.listener.names', 'CONTROLLER'],
  ['log.dir', '/one'],
  ['metadata.log.dir', '/two'],
]);

describe('without a file', () => {
  test('this machine only, and no controller port', () => {
    const { settings, opensControllerListeners } = startSettings(NOTHING);
    assert.match(settings.get('listeners') ?? '', /^PLAINTEXT:\/\/localhost:9092,/);
    assert.equal(settings.get('log.dirs'), './data');
    assert.equal(opensControllerListeners, false);
  });

  test('a port is listened on and advertised', () => {
    const settings = settingsOf({ port: 0 });
    assert.match(settings.get('listeners') ?? '', /^PLAINTEXT:\/\/localhost:0,CONTROLLER.*:9093$/);
    assert.match(settings.get('advertised.listeners') ?? '', /^PLAINTEXT:\/\/localhost:0,/);
  });

  test('own listeners open the controller as well', () => {
    const overrides = new Map([['listeners', 'PLAINTEXT://:1,CONTROLLER://:2']]);
    const started = startSettings({ ...NOTHING, overrides });
    assert.equal(started.opensControllerListeners, true);
    assert.equal(started.settings.get('listeners'), 'PLAINTEXT://:1,CONTROLLER://:2');
    assert.equal(started.settings.get('advertised.listeners'), undefined);
  });
});

describe('with a file', () => {
  test('nothing is added to it', () => {
    assert.deepEqual(settingsOf({ file: FILE }), FILE);
    assert.equal(startSettings({ ...NOTHING, file: FILE }).opensControllerListeners, true);
  });

  test('a port moves the first listener that is no controller', () => {
    const settings = settingsOf({ file: FILE, port: 7 });
    assert.equal(
      settings.get('listeners'),
      'INSIDE://:7,OUTSIDE://0.0.0.0:9092,CONTROLLER://:9093',
    );
    assert.equal(
      settings.get('advertised.listeners'),
      'INSIDE://broker:7,OUTSIDE://localhost:9092',
    );
  });

  test('a data directory stands for all the others', () => {
    const settings = settingsOf({ file: FILE, dataDirectory: '/three' });
    assert.equal(settings.get('log.dirs'), '/three');
    assert.equal(settings.has('log.dir'), false);
    assert.equal(settings.has('metadata.log.dir'), false);
  });

  test('overrides beat flags', () => {
    const overrides = new Map([['log.dirs', '/four']]);
    assert.equal(settingsOf({ dataDirectory: '/three', overrides }).get('log.dirs'), '/four');
  });
});
