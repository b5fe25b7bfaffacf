// The settings of a node from a file, flags and overrides: flags beat the file, overrides beat
// all. Pure: texts in, pairs out.

/** What `ottla start` runs without a file: broker and controller in one, for this machine only. */
export const STANDARD_SETTINGS: ReadonlyMap<string, string> = new Map([
  ['process.roles', 'broker,controller'],
  ['node.id', '1'],
  ['controller.listener.names', 'CONTROLLER'],
  ['controller.quorum.bootstrap.servers', 'localhost:9093'],
  ['listeners', 'PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093'],
  ['advertised.listeners', 'PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093'],
  ['log.dirs', './data'],
  // One node can hold one replica only.
  ['offsets.topic.replication.factor', '1'],
  ['transaction.state.log.replication.factor', '1'],
  ['transaction.state.log.min.isr', '1'],
  ['share.coordinator.state.topic.replication.factor', '1'],
  ['share.coordinator.state.topic.min.isr', '1'],
]);

export interface StartSettings {
  readonly settings: ReadonlyMap<string, string>;
  /** Without listeners of the user's own there is nobody to talk to the controller from outside. */
  readonly opensControllerListeners: boolean;
}

export interface StartChoices {
  /** What the user's file says; undefined without a file. */
  readonly file: ReadonlyMap<string, string> | undefined;
  /** `--port`; 0 for a free one. */
  readonly port: number | undefined;
  /** `--data-dir` */
  readonly dataDirectory: string | undefined;
  /** `--override`, in order. */
  readonly overrides: ReadonlyMap<string, string>;
}

export function startSettings(choices: StartChoices): StartSettings {
  const settings = new Map(choices.file ?? STANDARD_SETTINGS);
  if (choices.port !== undefined) setPort(settings, choices.port);
  if (choices.dataDirectory !== undefined) {
    settings.set('log.dirs', choices.dataDirectory);
    settings.delete('log.dir');
    settings.delete('metadata.log.dir');
  }
  // Own listeners are advertised as they are, not as the standard ones.
  const isStandard = choices.file === undefined;
  if (isStandard && choices.overrides.has('listeners')) settings.delete('advertised.listeners');
  for (const [name, value] of choices.overrides) settings.set(name, value);
  const opensControllerListeners =
    choices.file !== undefined || choices.overrides.has('listeners');
  return { settings, opensControllerListeners };
}

/** The first listener of brokers listens on the port, and is advertised with it. */
function setPort(settings: Map<string, string>, port: number): void {
  const listeners = settings.get('listeners') ?? 'PLAINTEXT://:9092';
  const controllers = (settings.get('controller.listener.names') ?? '').toUpperCase().split(',');
  const name = namesOf(listeners).find((each) => !controllers.includes(each.toUpperCase()));
  if (name === undefined) return;
  settings.set('listeners', withPort(listeners, name, port));
  const advertised = settings.get('advertised.listeners');
  if (advertised !== undefined) {
    settings.set('advertised.listeners', withPort(advertised, name, port));
  }
}

function namesOf(listeners: string): string[] {
  return listeners.split(',').map((entry) => entry.trim().split(':')[0] ?? '');
}

function withPort(listeners: string, name: string, port: number): string {
  return listeners
    .split(',')
    .map((entry) => entry.trim())
    .map((entry) => (entry.startsWith(`${name}:`) ? entry.replace(/:-?\d+$/, `:${port}`) : entry))
    .join(',');
}
