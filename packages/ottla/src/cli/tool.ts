// A tool of the command line, as the list of them (tools.ts) has it.

import type { Command } from './command.ts';

export interface Tool {
  readonly name: string;
  readonly about: string;
  /** Its module is loaded only when it is called, so that every start stays quick. */
  readonly load: () => Promise<Command>;
}
