// Which nodes of this user run on this machine: a small file for each, so that kafka-server-stop
// finds them. A file whose process is gone, or has become another program, is removed and does not
// count.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

export interface RunningNode {
  readonly pid: number;
  readonly nodeId: number;
  readonly roles: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the notes are: OTTLA_RUN_DIR sets nodes apart that must not stop each other. */
function directoryOf(environment: Environment): string {
  return environment['OTTLA_RUN_DIR'] ?? join(tmpdir(), `ottla-nodes-${userInfo().uid}`);
}

/**
 * Returns how to take the note back. A machine without a writable temporary directory has no
 * notes.
 */
export function noteRunning(node: RunningNode, environment: Environment): () => void {
  const directory = directoryOf(environment);
  const file = join(directory, `${node.pid}.json`);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${JSON.stringify(node)}\n`);
  } catch {
    return () => undefined;
  }
  return () => rmSync(file, { force: true });
}

export function runningNodes(environment: Environment): RunningNode[] {
  const directory = directoryOf(environment);
  return namesIn(directory).flatMap((name) => {
    const file = join(directory, name);
    const node = readNote(file);
    if (node !== undefined && isOttla(node.pid)) return [node];
    rmSync(file, { force: true });
    return [];
  });
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function readNote(file: string): RunningNode | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof note !== 'object' || note === null) return undefined;
    const { pid, nodeId, roles } = note as Record<string, unknown>; // an object, checked above
    if (typeof pid !== 'number' || typeof nodeId !== 'number' || !Array.isArray(roles)) {
      return undefined;
    }
    return { pid, nodeId, roles: roles.map(String) };
  } catch {
    return undefined;
  }
}

/** Whether the process lives and is one of ours: ids are used again. */
function isOttla(pid: number): boolean {
  try {
    return /ottla|main\.ts/.test(commandOf(pid));
  } catch {
    return false;
  }
}

/** Linux tells without a program's help, which a container may not have. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
  }
}
