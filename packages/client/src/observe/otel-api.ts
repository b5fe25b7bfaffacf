// What of `@opentelemetry/api` is used, by shape: the package is the application's, and need not be
// there.

import { createRequire } from 'node:module';

export interface OtelSpan {
  spanContext(): { readonly traceId: string };
  setAttribute(name: string, value: string | number | boolean): unknown;
  recordException(error: Error): void;
  setStatus(status: { readonly code: number; readonly message?: string }): unknown;
  end(): void;
}

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A context is handed on and never looked into. */
export type OtelContext = object;

export interface OtelTracer {
  startSpan(
    name: string,
    options: { readonly kind: number; readonly attributes: Attributes },
    context?: OtelContext,
  ): OtelSpan;
}

interface Adder {
  add(value: number, attributes: Attributes): void;
}

interface Recorder {
  record(value: number, attributes: Attributes): void;
}

interface OtelMeter {
  createCounter(name: string, options: { description: string; unit: string }): Adder;
  createHistogram(name: string, options: { description: string; unit: string }): Recorder;
}

interface Getter<Carrier> {
  get(carrier: Carrier, key: string): string | undefined;
  keys(carrier: Carrier): string[];
}

/** Version 1 of the API, which is stable. */
export interface OtelApi {
  readonly trace: {
    getTracer(name: string, version: string): OtelTracer;
    setSpan(context: OtelContext, span: OtelSpan): OtelContext;
  };
  readonly metrics: { getMeter(name: string, version: string): OtelMeter };
  /** The meter of those who have registered none. */
  createNoopMeter(): OtelMeter;
  readonly context: {
    active(): OtelContext;
    with<Result>(context: OtelContext, run: () => Result): Result;
  };
  readonly propagation: {
    inject(context: OtelContext, carrier: Record<string, string>): void;
    extract<Carrier>(context: OtelContext, carrier: Carrier, getter: Getter<Carrier>): OtelContext;
  };
}

/**
 * The application's own copy, where an SDK has registered with it by now: else spans would cost
 * something and go nowhere.
 */
export function loadOtelApi(): OtelApi | undefined {
  try {
    const api: OtelApi = createRequire(import.meta.url)('@opentelemetry/api');
    return isInUse(api) ? api : undefined;
  } catch {
    return undefined;
  }
}

const INVALID_TRACE_ID = '0'.repeat(32);

function isInUse({ trace, metrics, createNoopMeter }: OtelApi): boolean {
  // A span that does not end is never told of.
  const probe = trace.getTracer('probe', '').startSpan('probe', { kind: 0, attributes: {} });
  if (probe.spanContext().traceId !== INVALID_TRACE_ID) return true;
  return metrics.getMeter('probe', '') !== createNoopMeter();
}
