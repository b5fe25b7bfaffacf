// The check finds what it is for: a check that cannot fail would prove nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { complaintsOf } from './exposition-check.ts';

const HEAD = '# HELP a A.\n# TYPE a counter\n';

const TABLE: readonly (readonly [text: string, complaint: RegExp | undefined])[] = [
  [`${HEAD}a 1\na{x="1"} 2\n`, undefined],
  ['# HELP s S.\n# TYPE s summary\ns{quantile="0.5"} NaN\ns_sum 1\ns_count 1\n', undefined],
  [`${HEAD}a{x="q\\"\\\\\\n,=}{"} 1e+21\n`, undefined],
  [`${HEAD}a 1`, /does not end/],
  [`${HEAD}a 1\n${HEAD}a{x="1"} 1\n`, /second HELP/],
  [`${HEAD}a 1\n# HELP b B.\n# TYPE b gauge\nb 1\na{x="1"} 1\n`, /a comes in pieces/],
  ['a 1\n', /no TYPE/],
  ['# HELP a A.\n# TYPE a number\na 1\n', /no known type/],
  [`${HEAD}a 1\na 2\n`, /second a\{\}/],
  [`${HEAD}a{x="1",y="2"} 1\na{y="2",x="1"} 2\n`, /second a\{x="1",y="2"\}/],
  [`${HEAD}a{x="1",x="2"} 1\n`, /x stands twice/],
  [`${HEAD}a{x="1} 1\n`, /no labels/],
  [`${HEAD}a{__x="1"} 1\n`, /no label/],
  [`${HEAD}a{1x="1"} 1\n`, /no label/],
  [`${HEAD}a{x="\\t"} 1\n`, /no labels/],
  [`${HEAD}a one\n`, /no number/],
  [`${HEAD}a -1\n`, /counter a is -1/],
  [`${HEAD}a_sum 1\n`, /a_sum is not of the counter a/],
  ['# HELP ä A.\n# TYPE ä gauge\nä 1\n', /no name/],
];

for (const [text, complaint] of TABLE) {
  test(`${JSON.stringify(text)}: ${complaint?.source ?? 'good'}`, () => {
    const found = complaintsOf(text);
    if (complaint === undefined) assert.deepEqual(found, []);
    else assert.match(found.join('\n'), complaint);
  });
}
