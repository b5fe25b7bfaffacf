// How a node is looked at from outside: its metrics, whether it works, whether it serves. Paths
// become answers here, without sockets; who listens is the process's business.

import {
  type BrokerState,
  EXPOSITION_TYPE,
  type MeasuredNode,
  metricStyles,
  NodeMetrics,
} from '@ottla/broker';
import type { NodeOptions } from '../node-options.ts';
import { StartError } from '../node-options.ts';
import { httpAddress } from './http-address.ts';
import type { HttpAnswer, HttpListener } from './operations-facility.ts';

const PLAIN = 'text/plain; charset=utf-8';
const PATHS = '/metrics, /healthz and /readyz';

export class Operations {
  state: BrokerState = 'STARTING';
  /** Why the node cannot go on. */
  failure: string | undefined;
  readonly #metrics: NodeMetrics;
  #listener: HttpListener | undefined;

  constructor({
    world,
    config,
    operations,
  }: Pick<NodeOptions, 'world' | 'config' | 'operations'>) {
    const styles = config.list('ottla.metrics.families');
    this.#metrics = new NodeMetrics({
      clock: world.clock,
      timers: world.timers,
      state: () => this.state,
      styles: metricStyles.filter((style) => styles.includes(style)),
      ...(operations === undefined
        ? {}
        : { sampleProcess: () => operations.sampleProcess() }),
    });
  }

  /** Serves where the configuration says so. Rejects with a StartError. */
  async listen({ config, operations, logger }: NodeOptions): Promise<void> {
    const address = httpAddress(config);
    if (address === undefined || operations === undefined) return;
    try {
      this.#listener = await operations.listen(address, (path) => this.answer(path));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const why = `ottla.http.address: ${reason}; choose another address or port`;
      throw new StartError('HTTP_ADDRESS', why, error);
    }
    const { host, port } = this.#listener.address;
    logger.info('metrics and health are served', { url: `http://${hostOf(host)}:${port}` });
  }

  /** From now on clients are served. */
  started(node: MeasuredNode): void {
    this.#metrics.measure(node);
    this.state = 'RUNNING';
  }

  async answer(path: string): Promise<HttpAnswer> {
    switch (path) {
      case '/metrics':
        return { status: 200, type: EXPOSITION_TYPE, body: await this.#metrics.text() };
      case '/healthz':
        return this.failure === undefined ? plain(200, 'ok') : plain(503, this.failure);
      case '/readyz':
        return this.#isReady ? plain(200, 'ok') : plain(503, this.failure ?? this.state);
      default:
        return plain(404, `there is nothing here: ${PATHS} are served`);
    }
  }

  async close(): Promise<void> {
    await this.#listener?.close();
  }

  get #isReady(): boolean {
    return this.state === 'RUNNING' && this.failure === undefined;
  }
}

function plain(status: number, text: string): HttpAnswer {
  return { status, type: PLAIN, body: `${text}\n` };
}

function hostOf(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
