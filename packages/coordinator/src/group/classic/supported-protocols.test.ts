import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseProtocol, SupportedProtocols } from './supported-protocols.ts';

function member(...names: readonly string[]) {
  return names.map((name) => ({ name, metadata: new Uint8Array(0) }));
}

function choice(...members: readonly ReturnType<typeof member>[]): string {
  const supported = new SupportedProtocols();
  for (const protocols of members) supported.add(protocols);
  return chooseProtocol(members, (name) => supported.isSupportedByAll(name, members.length));
}

describe('the protocol of a group', () => {
  it('is one that all support, by most first choices among these', () => {
    assert.equal(choice(member('range')), 'range');
    assert.equal(choice(member('a', 'b'), member('b', 'a'), member('b', 'a')), 'b');
    assert.equal(choice(member('x', 'a', 'b'), member('y', 'a', 'b'), member('b', 'a')), 'a');
    assert.equal(choice(member('a', 'b'), member('b')), 'b');
  });

  it('is a bug to ask for where none is supported by all', () => {
    const bug = { name: 'AssertionFailure' };
    assert.throws(() => choice(member('a'), member('b')), bug);
    assert.throws(() => choice(), bug);
  });

  it('counts once for a member that names it twice', () => {
    assert.equal(choice(member('a', 'b', 'a'), member('b')), 'b');
    assert.equal(choice(member('a', 'a')), 'a');
    const supported = new SupportedProtocols();
    supported.add(member('a', 'a'));
    supported.add(member('a'));
    supported.remove(member('a', 'a'));
    assert.ok(supported.isSupportedByAll('a', 1));
  });

  it('is forgotten with the last that supports it', () => {
    const supported = new SupportedProtocols();
    supported.add(member('a', 'b'));
    supported.add(member('a'));
    supported.remove(member('a', 'b'));
    assert.deepEqual(
      ['a', 'b'].map((name) => supported.isSupportedByAll(name, 1)),
      [true, false],
    );
  });
});
