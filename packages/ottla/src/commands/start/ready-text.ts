// What a node says once it serves: one line that scripts can wait for, and what to try next.

import type { Node } from '@ottla/server';

export function readyText(node: Node): string {
  const { clusterId, nodeId } = node;
  return `ottla ready on ${clientAddress(node)} (cluster ${clusterId}, node ${nodeId})\n`;
}

export function nextSteps(node: Node): string {
  const where = `--bootstrap-server ${clientAddress(node)} --topic greetings`;
  return (
    `Try: echo hello | npx ottla console-producer ${where}\n` +
    `     npx ottla console-consumer ${where} --from-beginning\n`
  );
}

/** Where clients find the first listener that is not the controllers'. */
function clientAddress({ listeners }: Node): string {
  const first = listeners.find((listener) => !listener.isController);
  if (first === undefined) return 'no listener';
  const { host, port } = first.advertised;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
