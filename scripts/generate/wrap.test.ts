import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { wrapLines } from './wrap.ts';

const long = 'x'.repeat(60);

describe('wrapLines', () => {
  it('leaves short lines alone', () => {
    assert.deepEqual(wrapLines(['a ? b : c', 'f(a, b);']), ['a ? b : c', 'f(a, b);']);
  });

  it('breaks a conditional at its outermost marks', () => {
    assert.deepEqual(wrapLines([`  a: v >= 1 ? (b ? c : ${long}) : ${long},`]), [
      '  a: v >= 1',
      `    ? (b ? c : ${long})`,
      `    : ${long},`,
    ]);
  });

  it('breaks a call at its arguments', () => {
    assert.deepEqual(wrapLines([`  a: f('x', g(1, 2), ${long}, ${long}),`]), [
      '  a: f(',
      "    'x',",
      '    g(1, 2),',
      `    ${long},`,
      `    ${long},`,
      '  ),',
    ]);
  });

  it('breaks a condition', () => {
    assert.deepEqual(wrapLines([`return !(${long} || (a && b) || ${long});`]), [
      'return !(',
      `  ${long} ||`,
      '  (a && b) ||',
      `  ${long}`,
      ');',
    ]);
  });

  it('breaks what is still too long again', () => {
    const lines = wrapLines([`a ? f(${long}, ${long}) : c,`]);
    assert.deepEqual(lines, ['a', '  ? f(', `    ${long},`, `    ${long},`, '  )', '  : c,']);
  });

  it('gives up where there is nothing to break', () => {
    assert.deepEqual(wrapLines([long + long]), [long + long]);
  });
});
