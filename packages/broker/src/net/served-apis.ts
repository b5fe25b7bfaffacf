// Which APIs a listener serves, at which versions: made of the handlers that the node has, so that
// nothing is advertised that nobody answers.

import { assert } from '@ottla/base';
import type { AnyHandler } from '../handlers/handler.ts';

export interface ServedApi {
  readonly key: number;
  readonly handler: AnyHandler;
  readonly minVersion: number;
  readonly maxVersion: number;
}

export interface ServedApisOptions {
  readonly listener: 'broker' | 'controller';
  /** unstable.api.versions.enable */
  readonly unstableVersions?: boolean;
}

function servedApi(handler: AnyHandler, unstableVersions: boolean): ServedApi | undefined {
  const { key, request, latestVersionUnstable } = handler.api;
  const { minVersion } = request;
  const isLastHidden = latestVersionUnstable && !unstableVersions;
  const known = isLastHidden ? request.maxVersion - 1 : request.maxVersion;
  const maxVersion = Math.min(known, handler.maxVersion ?? known);
  return maxVersion < minVersion ? undefined : { key, handler, minVersion, maxVersion };
}

export class ServedApis {
  /** In the order of their keys. */
  readonly list: readonly ServedApi[];
  readonly #byKey: (ServedApi | undefined)[] = [];

  constructor(handlers: readonly AnyHandler[], options: ServedApisOptions) {
    const { listener, unstableVersions = false } = options;
    for (const handler of handlers) {
      if (!handler.listeners.includes(listener)) continue;
      const { key, name } = handler.api;
      const isFirst = this.#byKey[key] === undefined;
      assert(isFirst, `two handlers serve ${name} on a ${listener} listener`);
      this.#byKey[key] = servedApi(handler, unstableVersions);
    }
    this.list = this.#byKey.filter((api) => api !== undefined);
  }

  get(apiKey: number): ServedApi | undefined {
    return this.#byKey[apiKey];
  }
}
