// Completion scripts for bash, zsh and fish, from the places that can be completed. Pure.

import type { Place } from './collect.ts';

/** The program's name. */
const PROGRAM = 'ottla';

interface Word {
  readonly text: string;
  readonly about: string;
}

/** What may stand at a place; the tools themselves where `place` is left out. */
function wordsAt(places: readonly Place[], place?: Place): Word[] {
  if (place === undefined) {
    return places
      .filter(({ path }) => path.length === 1)
      .map(({ path, about }) => ({ text: path[0] ?? '', about }));
  }
  const aboutOf = (word: string): string =>
    places.find(({ path }) => path.join(' ') === [...place.path, word].join(' '))?.about ?? '';
  return [
    ...place.commands.map((word) => ({ text: word, about: aboutOf(word) })),
    ...place.options.map(({ name, about }) => ({ text: `--${name}`, about })),
  ];
}

function scriptsOf(places: readonly Place[]): string[] {
  return places.flatMap(({ script }) => (script === undefined ? [] : [script]));
}

/** `'it'\''s'`. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

export function bashScript(places: readonly Place[]): string {
  const row = (key: string, words: readonly Word[]): string =>
    `    ${quoted(key)}) echo ${quoted(words.map(({ text }) => text).join(' '))} ;;`;
  return [
    `# Completion for bash: eval "$(${PROGRAM} completion bash)"`,
    '_ottla_words() {',
    '  case "$1" in',
    row('', wordsAt(places)),
    ...places.map((place) => row(place.path.join(' '), wordsAt(places, place))),
    '  esac',
    '}',
    '_ottla() {',
    '  local cur="${COMP_WORDS[COMP_CWORD]}" name="${COMP_WORDS[0]##*/}" key="" at=1 word',
    '  case "$name" in',
    '    kafka-*) key="${name#kafka-}"; key="${key%.sh}" ;;',
    '    *) if [ "$COMP_CWORD" -gt 1 ]; then key="${COMP_WORDS[1]}"; at=2; fi ;;',
    '  esac',
    '  for word in "${COMP_WORDS[@]:at:COMP_CWORD-at}"; do',
    '    if [ -n "$key" ] && [ -n "$(_ottla_words "$key $word")" ]; then',
    '      key="$key $word"',
    '      break',
    '    fi',
    '  done',
    '  COMPREPLY=($(compgen -W "$(_ottla_words "$key")" -- "$cur"))',
    '}',
    `complete -o default -F _ottla ${[PROGRAM, ...scriptsOf(places)].join(' ')}`,
    '',
  ].join('\n');
}

export function zshScript(places: readonly Place[]): string {
  const word = ({ text, about }: Word): string =>
    quoted(`${text.replaceAll(':', String.raw`\:`)}:${about}`);
  const row = (key: string, words: readonly Word[]): string =>
    `    ${quoted(key)}) reply=(${words.map(word).join(' ')}) ;;`;
  const names = [PROGRAM, ...scriptsOf(places)].join(' ');
  return [
    `#compdef ${names}`,
    `# Completion for zsh: ${PROGRAM} completion zsh > "\${fpath[1]}/_${PROGRAM}"`,
    '_ottla_words() {',
    '  reply=()',
    '  case "$1" in',
    row('', wordsAt(places)),
    ...places.map((place) => row(place.path.join(' '), wordsAt(places, place))),
    '  esac',
    '}',
    '_ottla() {',
    '  local name="${words[1]:t}" key="" at=2 word',
    '  local -a reply',
    '  case "$name" in',
    '    kafka-*) key="${${name#kafka-}%.sh}" ;;',
    '    *) if (( CURRENT > 2 )); then key="${words[2]}"; at=3; fi ;;',
    '  esac',
    '  for word in "${(@)words[at,CURRENT-1]}"; do',
    '    _ottla_words "$key $word"',
    '    if [[ -n "$key" ]] && (( $#reply > 0 )); then',
    '      key="$key $word"',
    '      break',
    '    fi',
    '  done',
    '  _ottla_words "$key"',
    '  _describe -o "$name" reply || _files',
    '}',
    `compdef _ottla ${names}`,
    '',
  ].join('\n');
}

export function fishScript(places: readonly Place[]): string {
  const lines = [`# Completion for fish: ${PROGRAM} completion fish | source`];
  const tools = wordsAt(places);
  for (const { text, about } of tools) {
    lines.push(`complete -c ${PROGRAM} -n __fish_use_subcommand -a ${text} -d ${quoted(about)}`);
  }
  for (const place of places) {
    const [tool = '', command] = place.path;
    const seen = place.path.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    lines.push(...fishLines(`${PROGRAM} -n ${quoted(seen)}`, places, place));
    const script = places.find(({ path }) => path.length === 1 && path[0] === tool)?.script;
    if (script === undefined) continue;
    const inScript =
      command === undefined ? '' : ` -n ${quoted(`__fish_seen_subcommand_from ${command}`)}`;
    lines.push(...fishLines(`${script}${inScript}`, places, place));
  }
  return `${lines.join('\n')}\n`;
}

function fishLines(where: string, places: readonly Place[], place: Place): string[] {
  const commands = wordsAt(places, { ...place, options: [] });
  return [
    ...commands.map(({ text, about }) => `complete -c ${where} -a ${text} -d ${quoted(about)}`),
    ...place.options.map(({ name, short, takes, about }) => {
      const letter = short === undefined ? '' : ` -s ${short}`;
      const needsValue = takes === 'value' ? ' -r' : '';
      return `complete -c ${where} -l ${name}${letter}${needsValue} -d ${quoted(about)}`;
    }),
  ];
}
