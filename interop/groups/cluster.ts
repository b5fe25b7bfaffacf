// A broker behind a wiretap: Ottla, or Apache Kafka where OTTLA_INTEROP_BROKER=apache says so (to
// prove the harness). Clients only know the wiretap's port, which stays over restarts.

import { freePort, startApacheKafka } from '../peers/apache-kafka.ts';
import { startBroker } from '../peers/broker.ts';
import { temporaryDirectory } from '../paths.ts';
import { type GroupEvents, Wiretap } from './wiretap.ts';

interface Running {
  stop(): Promise<unknown>;
  kill(): Promise<void>;
}

export type WhileDown = () => Promise<(port: number) => Promise<void>>;

export interface TappedBroker {
  /** The wiretap's address. */
  readonly bootstrap: string;
  /** The broker's own port. */
  readonly port: number;
  /**
   * `whileDown` is called when the broker has ended, what it returns when it runs again, before
   * clients reach it.
   */
  restart(how: 'stop' | 'kill', whileDown?: WhileDown): Promise<void>;
  close(): Promise<void>;
}

const isApache = process.env['OTTLA_INTEROP_BROKER'] === 'apache';

type Overrides = Readonly<Record<string, string | number>>;

interface Started {
  readonly port: number;
  readonly first: Running;
  /** Another on the same port and directory. */
  readonly again: () => Promise<Running>;
}

async function start(tapPort: number, overrides: Overrides): Promise<Started> {
  const port = await freePort();
  const all = {
    'group.initial.rebalance.delay.ms': 100,
    'group.min.session.timeout.ms': 1000,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${tapPort}`,
    ...overrides,
  };
  if (isApache) {
    const first = await startApacheKafka({ port, overrides: all });
    const { dataDirectory } = first;
    return { port, first, again: () => startApacheKafka({ port, dataDirectory, overrides: all }) };
  }
  const dataDirectory = temporaryDirectory('groups');
  const again = (): Promise<Running> => startBroker({ port, dataDirectory, overrides: all });
  return { port, first: await again(), again };
}

export async function startTappedBroker(
  events: GroupEvents,
  overrides: Overrides = {},
): Promise<TappedBroker> {
  const tap = await Wiretap.open(events);
  const { port, first, again } = await start(tap.port, overrides);
  tap.connectTo(port);
  let running = first;
  return {
    bootstrap: `127.0.0.1:${tap.port}`,
    port,
    async restart(how, whileDown) {
      await running[how]();
      tap.connectTo(undefined);
      const whenUp = await whileDown?.();
      running = await again();
      await whenUp?.(port);
      tap.connectTo(port);
    },
    async close() {
      await running.stop();
      tap.close();
    },
  };
}
