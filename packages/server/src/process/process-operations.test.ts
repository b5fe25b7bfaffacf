// Node's HTTP server behind the facility, on real sockets of the loopback.

import assert from 'node:assert/strict';
import { pbkdf2, pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';

import { processOperations } from './process-operations.ts';

const LOOPBACK = { host: '127.0.0.1', port: 0 };

async function open(t: TestContext) {
  const asked: string[] = [];
  const facility = processOperations();
  const listener = await facility.listen(LOOPBACK, (path) => {
    asked.push(path);
    return Promise.resolve({ status: 200, type: 'text/plain', body: 'grün\n' });
  });
  t.after(() => listener.close());
  const { host, port } = listener.address;
  return { asked, facility, listener, port, url: `http://${host}:${port}` };
}

/** Sends bytes as they are and reads until the other side ends. */
async function exchange(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (part) => (received += String(part)));
  // A peer that was sent too much may reset.
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return received;
}

test('a path is asked without its query, and answered', async (t) => {
  const { asked, url } = await open(t);
  const response = await fetch(`${url}/metrics?name[]=up`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-length'), '6');
  assert.equal(await response.text(), 'grün\n');
  assert.deepEqual(asked, ['/metrics']);
});

test('HEAD has the same head and no body', async (t) => {
  const { url } = await open(t);
  const response = await fetch(`${url}/metrics`, { method: 'HEAD' });
  assert.equal(response.headers.get('content-length'), '6');
  assert.equal(await response.text(), '');
});

test('another method is refused, and its body is not waited for', async (t) => {
  const { asked, port } = await open(t);
  const head = 'POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc';
  const answer = await exchange(port, head);
  assert.match(answer, /^HTTP\/1\.1 405 /);
  assert.match(answer, /allow: GET, HEAD/);
  assert.deepEqual(asked, []);
});

test('a head that is too long ends its connection, and no other', async (t) => {
  const { asked, port, url } = await open(t);
  const long = `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
  assert.match(await exchange(port, long), /^HTTP\/1\.1 431 /);
  assert.match(await exchange(port, 'nonsense\r\n\r\n'), /^HTTP\/1\.1 400 /);
  assert.deepEqual(asked, []);
  assert.equal((await fetch(url)).status, 200);
});

test('an address that is taken is an error, not a crash', async (t) => {
  const { facility, port } = await open(t);
  const again = facility.listen({ host: '127.0.0.1', port }, () => assert.fail('unreachable'));
  await assert.rejects(again, /EADDRINUSE/);
});

test('closing does not wait for connections that are kept', async () => {
  const facility = processOperations();
  const answer = async () => ({ status: 200, type: 'text/plain', body: 'ok' });
  const listener = await facility.listen(LOOPBACK, answer);
  const socket = connect(listener.address.port, '127.0.0.1');
  await once(socket, 'connect');
  const gone = once(socket, 'close');
  socket.on('error', () => undefined);
  await listener.close();
  await gone;
});

test('an answer that fails is told', async (t) => {
  const listener = await processOperations().listen(LOOPBACK, () =>
    Promise.reject(new Error('it broke')),
  );
  t.after(() => listener.close());
  const response = await fetch(`http://127.0.0.1:${listener.address.port}/metrics`);
  assert.deepEqual([response.status, await response.text()], [500, 'it broke\n']);
});

test('the process is sampled', async (t) => {
  const { facility } = await open(t);
  const sample = facility.sampleProcess();
  assert.ok(sample.residentBytes > sample.heapUsedBytes && sample.heapUsedBytes > 0);
  assert.ok(sample.cpuUserSeconds + sample.cpuSystemSeconds > 0);
  assert.ok(sample.idleShare >= 0 && sample.idleShare <= 1);
  assert.ok(Number.isFinite(sample.lagP99Seconds) && sample.lagP99Seconds >= 0);
});

test('work elsewhere leaves the event loop idle; the same work on it does not', async (t) => {
  const { facility, url } = await open(t);
  const work = ['password', 'salt', 300_000, 32, 'sha256'] as const;
  // The runtime measures nothing before the loop turns: an answer from a socket has turned it.
  await (await fetch(url)).text();
  facility.sampleProcess();
  await promisify(pbkdf2)(...work);
  const offloaded = facility.sampleProcess().idleShare;
  pbkdf2Sync(...work);
  const busy = facility.sampleProcess().idleShare;
  assert.ok(offloaded > 0.5, String(offloaded));
  assert.ok(busy < 0.1, String(busy));
});
