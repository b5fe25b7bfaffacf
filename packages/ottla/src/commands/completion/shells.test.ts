import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Place } from './collect.ts';
import { bashScript, fishScript, zshScript } from './shells.ts';

const places: readonly Place[] = [
  {
    path: ['topics'],
    about: "Topics, and what's in them (kafka-topics)",
    options: [{ name: 'topic', short: 't', takes: 'value', about: "The topic's name: a pattern" }],
    commands: [],
    script: 'kafka-topics.sh',
  },
  { path: ['cluster'], about: 'Cluster', options: [], commands: ['id'], script: undefined },
  {
    path: ['cluster', 'id'],
    about: 'The id',
    options: [{ name: 'json', takes: 'nothing', about: 'JSON' }],
    commands: [],
    script: undefined,
  },
];

function lines(script: string, pattern: RegExp): string[] {
  return script.split('\n').filter((line) => pattern.test(line)).map((line) => line.trim());
}

test('bash: the words of each place', () => {
  assert.deepEqual(lines(bashScript(places), / echo /), [
    "'') echo 'topics cluster' ;;",
    "'topics') echo '--topic' ;;",
    "'cluster') echo 'id' ;;",
    "'cluster id') echo '--json' ;;",
  ]);
  assert.match(bashScript(places), /\ncomplete -o default -F _ottla ottla kafka-topics\.sh\n$/);
});

test('zsh: words with what they mean, quoted', () => {
  assert.deepEqual(lines(zshScript(places), / reply=\('/), [
    String.raw`'') reply=('topics:Topics, and what'\''s in them (kafka-topics)' ` +
      "'cluster:Cluster') ;;",
    String.raw`'topics') reply=('--topic:The topic'\''s name: a pattern') ;;`,
    "'cluster') reply=('id:The id') ;;",
    "'cluster id') reply=('--json:JSON') ;;",
  ]);
  assert.match(zshScript(places), /^#compdef ottla kafka-topics\.sh\n/);
});

describe('fish', () => {
  const script = fishScript(places);
  const table: readonly (readonly [what: string, line: string])[] = [
    ['a tool', "complete -c ottla -n __fish_use_subcommand -a cluster -d 'Cluster'"],
    [
      'an option with a value',
      "complete -c ottla -n '__fish_seen_subcommand_from topics' -l topic -s t -r " +
        String.raw`-d 'The topic'\''s name: a pattern'`,
    ],
    [
      'an option of a script',
      String.raw`complete -c kafka-topics.sh -l topic -s t -r -d 'The topic'\''s name: a pattern'`,
    ],
    [
      'a subcommand',
      "complete -c ottla -n '__fish_seen_subcommand_from cluster' -a id -d 'The id'",
    ],
    [
      'an option of a subcommand',
      "complete -c ottla -n '__fish_seen_subcommand_from cluster; and " +
        "__fish_seen_subcommand_from id' -l json -d 'JSON'",
    ],
  ];
  for (const [what, line] of table) {
    test(what, () => assert.ok(script.split('\n').includes(line), script));
  }
});
