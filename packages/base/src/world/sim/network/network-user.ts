// A process as the network knows it, and what it offers there.

import type { Connection } from '../../network.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { ConnectionUser } from './simulated-connection.ts';

export interface NetworkUser extends ConnectionUser {
  /** The machine's name, by which others reach it. */
  readonly host: string;
  readonly process: SimulatedProcess;
}

export interface OpenListener {
  readonly user: NetworkUser;
  readonly accept: (connection: Connection) => void;
}
