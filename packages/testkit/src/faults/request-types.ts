// Requests by the name of their API: the types flow from the schemas.

import type { Api } from '@ottla/protocol';
import type * as protocol from '@ottla/protocol';

type Exports = typeof protocol;

/** `Produce` for `produceApi`. */
type NameOf<Constant> = Constant extends `${infer Name}Api` ? Capitalize<Name> : never;

/** As in Kafka, without `Request`: `Produce`, `Fetch`, `JoinGroup`, … */
export type ApiName = NameOf<keyof Exports>;

export type RequestOf<Name extends ApiName> =
  Exports[`${Uncapitalize<Name>}Api`] extends Api<infer Request, unknown> ? Request : never;
