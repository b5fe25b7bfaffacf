// Errors in the answers of one API, NONE among them, as Kafka's ErrorsPerSec counts them: one for
// each partition, group and so on that an answer tells of, besides its own. What is answered most
// often is looked at where its errors stand; in all else they are searched.

import {
  type Draft,
  fetchApi,
  type FetchResponse,
  produceApi,
  type ProduceResponse,
} from '@ottla/protocol';

/** Answers are not nested deeper. */
const DEPTH_MAX = 6;
/** So many structs of an answer are looked at: nobody should wait for a count. */
const STRUCTS_MAX = 5_000;

export class ErrorCounts {
  /** By code and 1: the lowest code is -1. */
  readonly #counts: number[] = [];
  #left = 0;

  add(code: number): void {
    this.#counts[code + 1] = (this.#counts[code + 1] ?? 0) + 1;
  }

  /** Codes that have occurred, and how often, in their order. */
  *all(): Generator<readonly [code: number, count: number]> {
    for (const [index, count] of this.#counts.entries()) {
      if (count !== undefined) yield [index - 1, count];
    }
  }

  /** All errors of an answer to the API of this key. */
  answered(apiKey: number, response: object): void {
    if (apiKey === produceApi.key) {
      this.#produced(response as Draft<ProduceResponse>); // its handler made it
    } else if (apiKey === fetchApi.key) {
      this.#fetched(response as Draft<FetchResponse>); // its handler made it
    } else {
      this.#left = STRUCTS_MAX;
      // What an answer is made of.
      if (!this.#search(response as Record<string, unknown>, DEPTH_MAX)) this.add(0);
    }
  }

  #produced({ responses = [] }: Draft<ProduceResponse>): void {
    for (const { partitionResponses = [] } of responses) {
      for (const { errorCode = 0 } of partitionResponses) this.add(errorCode);
    }
  }

  #fetched({ errorCode = 0, responses = [] }: Draft<FetchResponse>): void {
    this.add(errorCode);
    for (const { partitions = [] } of responses) {
      for (const { errorCode: own = 0 } of partitions) this.add(own);
    }
  }

  /** False where it holds no error code: those that are 0 may be left out. */
  #search(value: Readonly<Record<string, unknown>>, depth: number): boolean {
    let isFound = false;
    this.#left -= 1;
    const { errorCode } = value;
    if (typeof errorCode === 'number') {
      this.add(errorCode);
      isFound = true;
    }
    if (depth === 0) return isFound;
    for (const name in value) {
      const inner = value[name];
      if (!Array.isArray(inner)) continue;
      for (const each of inner) {
        if (typeof each !== 'object' || each === null || this.#left <= 0) break;
        // What an answer is made of.
        if (this.#search(each as Record<string, unknown>, depth - 1)) isFound = true;
      }
    }
    return isFound;
  }
}
