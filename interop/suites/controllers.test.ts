// The tools that can talk to controllers (KIP-919): Java's and ours with the same arguments against
// one node's controller listener, and against the wrong kind of listener.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { houseRoot } from '../paths.ts';
import { startWithController } from '../peers/controller-listener.ts';
import { type JavaTool, runJavaTool } from '../peers/java.ts';

const { broker, port, controllerPort } = await startWithController();
after(() => broker.stop());

const MAIN = join(houseRoot, 'packages', 'ottla', 'src', 'main.ts');
const AT = `--bootstrap-controller 127.0.0.1:${controllerPort}`;
const AT_BROKER = `--bootstrap-controller 127.0.0.1:${port}`;
const THREADS = 'log.cleaner.threads';

/** Run in this order: later ones see what earlier ones altered. */
const CASES: readonly (readonly [tool: JavaTool, args: string])[] = [
  ['cluster', `cluster-id ${AT}`],
  ['cluster', `list-endpoints ${AT}`],
  ['cluster', `list-endpoints --include-fenced-brokers ${AT}`],
  ['cluster', `unregister --id 77 ${AT}`],
  ['cluster', `cluster-id ${AT_BROKER}`],
  ['metadata-quorum', `${AT} describe --status`],
  ['metadata-quorum', `${AT} describe --replication`],
  ['metadata-quorum', `${AT} remove-controller -i 5 -d AAAAAAAAAAAAAAAAAAAAAQ`],
  ['metadata-quorum', `${AT_BROKER} describe --status`],
  ['features', `${AT} describe`],
  ['features', `${AT} upgrade --feature group.version=9 --dry-run`],
  ['features', `${AT} downgrade --metadata 4.0 --dry-run`],
  ['features', `${AT_BROKER} describe`],
  ['configs', `${AT} --describe --entity-type brokers --entity-name 1`],
  ['configs', `${AT} --describe --entity-type brokers --entity-name 1 --all`],
  ['configs', `${AT} --alter --entity-type brokers --entity-name 1 --add-config ${THREADS}=2`],
  ['configs', `${AT} --describe --entity-type brokers --entity-name 1`],
  ['configs', `${AT} --alter --entity-type brokers --entity-name 1 --delete-config ${THREADS}`],
  ['configs', `${AT} --describe --entity-type brokers`],
  ['configs', `${AT} --describe --entity-type broker-loggers --entity-name 1`],
  ['configs', `${AT} --describe --entity-type topics`],
  ['configs', `${AT} --describe --entity-type groups`],
  ['configs', `${AT} --describe --entity-type users`],
  ['configs', `${AT} --alter --entity-type topics --entity-name no --add-config retention.ms=1`],
  ['configs', `${AT_BROKER} --describe --entity-type brokers --entity-name 1`],
];

/** The log grows while we ask, and so do the times. */
function masked(text: string): string {
  return text
    .replace(/(?<!\d)\d{13}(?!\d)/g, '{ms}')
    .replace(/(HighWatermark: +|Epoch: )\d+/g, '$1{offset}')
    .replace(/^(1 +\t\S+\t)\d+ */gm, '$1{offset}');
}

for (const [tool, args] of CASES) {
  test(`${tool} ${args.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')}`, async () => {
    const java = await runJavaTool(tool, args.split(' '));
    const ours = spawnSync(process.execPath, [MAIN, tool, ...args.split(' ')], {
      encoding: 'utf8',
    });
    assert.deepEqual([masked(ours.stdout), ours.status], [masked(java.stdout), java.code]);
  });
}
