// A half-open range of positions in some bytes.

export interface Span {
  readonly start: number;
  readonly end: number;
}
