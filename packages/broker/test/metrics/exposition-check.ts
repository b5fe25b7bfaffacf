// What Prometheus refuses, or complains of, in a text of format 0.0.4: `promtool check metrics`
// without promtool. Gives one line for each complaint.

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const KINDS: ReadonlySet<string> = new Set([
  'counter',
  'gauge',
  'histogram',
  'summary',
  'untyped',
]);
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  summary: ['', '_sum', '_count'],
  histogram: ['_bucket', '_sum', '_count'],
};
const PAIR = /([^=,{}"]+)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;

interface Family {
  readonly name: string;
  kind: string | undefined;
  help: string | undefined;
}

export function complaintsOf(text: string): string[] {
  const check = new Check();
  if (!text.endsWith('\n')) check.complain('the text does not end with a line feed');
  text.split('\n').forEach((line, index) => check.line(line, index + 1));
  return check.complaints;
}

class Check {
  readonly complaints: string[] = [];
  readonly #families = new Map<string, Family>();
  readonly #series = new Set<string>();
  #current: Family | undefined;
  #at = 0;

  complain(what: string): void {
    this.complaints.push(`line ${this.#at}: ${what}`);
  }

  line(line: string, at: number): void {
    this.#at = at;
    if (line === '') return;
    const comment = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line);
    if (comment !== null) this.#comment(comment[1] ?? '', comment[2] ?? '', comment[3] ?? '');
    else if (!line.startsWith('#')) this.#sample(line);
  }

  #comment(what: string, name: string, rest: string): void {
    const family = this.#enter(name);
    if (what === 'HELP') {
      if (family.help !== undefined) this.complain(`${name} has a second HELP`);
      if (rest === '') this.complain(`${name} has an empty HELP`);
      family.help = rest;
      return;
    }
    if (family.kind !== undefined) this.complain(`${name} has a second TYPE`);
    if (!KINDS.has(rest)) this.complain(`${name} is of no known type: ${rest}`);
    family.kind = rest;
  }

  /** The family that follows; each comes once, in one piece. */
  #enter(name: string): Family {
    if (this.#current?.name === name) return this.#current;
    if (this.#families.has(name)) this.complain(`${name} comes in pieces`);
    if (!METRIC_NAME.test(name)) this.complain(`${name} is no name`);
    const family = { name, kind: undefined, help: undefined };
    this.#families.set(name, family);
    this.#current = family;
    return family;
  }

  #sample(line: string): void {
    const parts = /^([^{ ]+)(?:\{(.*)\})? (\S+)$/s.exec(line);
    if (parts === null) return this.complain(`no sample: ${line}`);
    const [, name = '', inner = '', value = ''] = parts;
    const { kind, help, name: family } = this.#familyOf(name);
    if (kind === undefined || help === undefined) this.complain(`${name} has no TYPE or no HELP`);
    const suffixes = SUFFIXES[kind ?? ''] ?? [''];
    if (!suffixes.some((suffix) => name === family + suffix)) {
      this.complain(`${name} is not of the ${kind} ${family}`);
    }
    const labels = this.#labels(inner);
    const series = `${name}{${labels.toSorted().join(',')}}`;
    if (this.#series.has(series)) this.complain(`a second ${series}`);
    this.#series.add(series);
    this.#value(kind, name, value);
  }

  #familyOf(name: string): Family {
    const current = this.#current;
    const isIn = current !== undefined && name.startsWith(current.name);
    return isIn ? current : this.#enter(name);
  }

  #labels(inner: string): string[] {
    const names = new Set<string>();
    const labels: string[] = [];
    PAIR.lastIndex = 0;
    while (PAIR.lastIndex < inner.length) {
      const at = PAIR.lastIndex;
      const [, name = '', value = ''] = PAIR.exec(inner) ?? [];
      if (name === '') {
        this.complain(`no labels: ${inner.slice(at)}`);
        break;
      }
      if (!LABEL_NAME.test(name) || name.startsWith('__')) this.complain(`${name} is no label`);
      if (names.has(name)) this.complain(`the label ${name} stands twice`);
      names.add(name);
      labels.push(`${name}="${value}"`);
    }
    return labels;
  }

  #value(kind: string | undefined, name: string, text: string): void {
    const isSpecial = ['NaN', '+Inf', '-Inf'].includes(text);
    const isNumber = isSpecial || Number.isFinite(Number(text));
    if (!isNumber) this.complain(`${name} is no number: ${text}`);
    if (kind === 'counter' && Number(text) < 0) this.complain(`the counter ${name} is ${text}`);
  }
}
