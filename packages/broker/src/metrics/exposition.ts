// The text that Prometheus reads (format 0.0.4): samples are gathered by family, since those of
// one family must stand together. They become bytes a few at a time, so that no step is long and
// thousands of small texts are not kept until the end.

import { assert } from '@ottla/base';
import type { Histogram } from './histogram.ts';
import { type MetricFamily, metricStyles, type MetricStyle, styleOf } from './metric-family.ts';

export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Those of Kafka's histograms. */
const QUANTILES = [0.5, 0.75, 0.95, 0.98, 0.99, 0.999];

/** Lines of a family that become bytes together. */
const LINES_PER_CHUNK = 256;

class Samples {
  readonly chunks: Uint8Array[] = [];
  #lines: string[] = [];

  push(text: string): void {
    this.#lines.push(text);
    if (this.#lines.length === LINES_PER_CHUNK) this.end();
  }

  end(): void {
    if (this.#lines.length > 0) this.chunks.push(Buffer.from(this.#lines.join('')));
    this.#lines = [];
  }
}

export class Exposition {
  readonly #styles: ReadonlySet<MetricStyle>;
  /** Undefined where a family is not to be told. */
  readonly #samples = new Map<MetricFamily, Samples | undefined>();

  /** What has the name of another style is not told. */
  constructor(styles: readonly MetricStyle[] = metricStyles) {
    this.#styles = new Set(styles);
  }

  /** Whether any name of these styles is told: what is gathered for no other need not be. */
  tells(...styles: readonly MetricStyle[]): boolean {
    return styles.some((style) => this.#styles.has(style));
  }

  /** One value; `labels` in the order of the family's. */
  add(family: MetricFamily, value: number, ...labels: readonly (string | number)[]): void {
    assert(labels.length === family.labels.length, `${family.name} is given other labels`);
    const samples = this.#of(family);
    if (samples === undefined) return;
    const named = family.labels.map((name, index) => labelPair(name, String(labels[index])));
    samples.push(line(family.name, named, value));
  }

  /** The same without labels, for sums over what the labels tell apart. */
  addPlain(family: MetricFamily, value: number): void {
    this.#of(family)?.push(line(family.name, [], value));
  }

  /** The same with labels as they stand in the text, which the family's need not be. */
  addLabelled(family: MetricFamily, value: number, labels: string): void {
    this.#of(family)?.push(line(family.name, [labels], value));
  }

  /** A histogram as a summary; its values are divided by `unit`. */
  addHistogram(
    family: MetricFamily,
    histogram: Histogram,
    unit: number,
    label: string,
  ): void {
    const samples = this.#of(family);
    if (samples === undefined) return;
    const named = family.labels.map((name) => labelPair(name, label));
    const values = histogram.quantiles(QUANTILES);
    for (const [index, share] of QUANTILES.entries()) {
      const quantile = labelPair('quantile', String(share));
      samples.push(line(family.name, [...named, quantile], (values[index] ?? 0) / unit));
    }
    samples.push(line(`${family.name}_sum`, named, histogram.sum / unit));
    samples.push(line(`${family.name}_count`, named, histogram.count));
  }

  /** All of it, in pieces. */
  bytes(): Uint8Array[] {
    const all: Uint8Array[] = [];
    for (const [{ name, kind, help }, samples] of this.#samples) {
      if (samples === undefined) continue;
      samples.end();
      all.push(Buffer.from(`# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${kind}\n`));
      // A family may have more chunks than a call has room for arguments.
      for (const chunk of samples.chunks) all.push(chunk);
    }
    return all;
  }

  #of(family: MetricFamily): Samples | undefined {
    if (this.#samples.has(family)) return this.#samples.get(family);
    const style = styleOf(family.name);
    const samples = style === undefined || this.tells(style) ? new Samples() : undefined;
    this.#samples.set(family, samples);
    return samples;
  }
}

function line(name: string, pairs: readonly string[], value: number): string {
  const labels = pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
  return `${name}${labels} ${valueText(value)}\n`;
}

function valueText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

/** `name="value"`, as it stands between braces. */
export function labelPair(name: string, value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `${name}="${escaped}"`;
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
