// Where responses tell errors: the types of the generated table.

/** In a struct of a response. */
export interface ErrorPlaces {
  /** The struct's own error code, in the versions that have it. */
  readonly code?: { readonly field: string; readonly from: number; readonly to: number };
  readonly lists?: readonly ErrorList[];
}

/** An array whose items tell an error each, or hold such items. */
export interface ErrorList extends ErrorPlaces {
  readonly into: string;
  /** The request's array that names the items; more than one where it lies inside others. */
  readonly of: readonly string[];
  readonly from: number;
  readonly to: number;
  /** How an item is named: the response's field, and the request's, or '' for a bare value. */
  readonly names: Readonly<Record<string, string>>;
  /** Byte fields that are empty, not null, beside an error. */
  readonly blank?: readonly string[];
}
