// A file that a user names: relative paths start at the user's directory, and what cannot be read
// is one line.

import { CommandFailure, type CommandIo } from '../../cli/command.ts';

export function readText(io: CommandIo, path: string): string {
  const absolute = path.startsWith('/') ? path : `${io.directory}/${path}`;
  try {
    return new TextDecoder().decode(io.world().disk.readFile(absolute));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const text = reason === 'ENOENT' ? 'No such file or directory' : reason;
    throw new CommandFailure(`${path} (${text})`, { cause: error });
  }
}
