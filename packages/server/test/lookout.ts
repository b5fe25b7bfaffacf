// Looks at a simulated node as monitoring would, without a socket.

import assert from 'node:assert/strict';

import type { Address } from '@ottla/base';
import type { ProcessSample } from '@ottla/broker';
import type {
  AnswerPath,
  HttpAnswer,
  HttpListener,
  OperationsFacility,
} from '../src/operations/operations-facility.ts';

const SAMPLE: ProcessSample = {
  residentBytes: 1,
  heapUsedBytes: 2,
  heapTotalBytes: 3,
  externalBytes: 4,
  cpuUserSeconds: 5,
  cpuSystemSeconds: 6,
  startTimeSeconds: 7,
  openFiles: 8,
  lagMeanSeconds: 9,
  lagP99Seconds: 10,
  lagMaxSeconds: 11,
  idleShare: 0.5,
  gcSeconds: 12,
  gcCount: 13,
};

/** Stands where the process' HTTP server does: paths are asked without a socket. */
export class Lookout implements OperationsFacility {
  isOpen = false;
  #answer: AnswerPath | undefined;

  async listen(address: Address, answer: AnswerPath): Promise<HttpListener> {
    this.#answer = answer;
    this.isOpen = true;
    const close = async (): Promise<void> => {
      this.isOpen = false;
    };
    return { address, close };
  }

  sampleProcess(): ProcessSample {
    return SAMPLE;
  }

  async get(path: string): Promise<HttpAnswer & { readonly body: string }> {
    assert.ok(this.#answer !== undefined, 'nobody listens');
    const { body, ...head } = await this.#answer(path);
    const text = typeof body === 'string' ? body : Buffer.concat(body).toString();
    return { ...head, body: text };
  }

  /** Samples of /metrics by name and labels. */
  async samples(): Promise<Map<string, number>> {
    const { body } = await this.get('/metrics');
    const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))];
      }),
    );
  }
}
