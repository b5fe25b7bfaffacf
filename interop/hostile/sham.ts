// What assailants beat at while nobody is attacked: a server that takes whatever comes and answers
// nothing. So that the honest clients' latencies before and during an assault differ by what the
// broker makes of it, not by what the assailants' own work takes from a machine of few processors.

import { createServer } from 'node:net';

const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.resume();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') process.send?.(address.port);
});
process.on('disconnect', () => process.exit(0));
