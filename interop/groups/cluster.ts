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

export interface TappedBroker {
  readonly bootstrap: string;
  restart(how: 'stop' | 'kill'): Promise<void>;
  close(): Promise<void>;
}

const isApache = process.env['OTTLA_INTEROP_BROKER'] === 'apache';

type Overrides = Readonly<Record<string, string | number>>;

async function start(tapPort: number, overrides: Overrides) {
  const port = await freePort();
  const group = { 'group.initial.rebalance.delay.ms': 100, 'group.min.session.timeout.ms': 1000 };
  const all = { ...group, ...overrides };
  if (isApache) {
    // Its controller's port changes with each start, and so cannot be advertised by the wiretap.
    const advertised = { 'advertised.listeners': `PLAINTEXT://127.0.0.1:${tapPort}` };
    const first = await startApacheKafka({ port, overrides: { ...all, ...advertised } });
    const { dataDirectory } = first;
    const again = () => startApacheKafka({ port, dataDirectory, overrides: { ...all, ...advertised } });
    return { port, first: first as Running, again: again as () => Promise<Running> };
  }
  const dataDirectory = temporaryDirectory('groups');
  const advertised = { 'advertised.listeners': `PLAINTEXT://127.0.0.1:${tapPort}` };
  const again = (): Promise<Running> =>
    startBroker({ port, dataDirectory, overrides: { ...all, ...advertised } });
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
    async restart(how) {
      await running[how]();
      running = await again();
    },
    async close() {
      await running.stop();
      tap.close();
    },
  };
}
