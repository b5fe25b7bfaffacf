// The process around graceful-shutdown.ts: `node graceful-shutdown-main.ts BOOTSTRAP-SERVERS`. Its
// jobs run until they are told to hurry, and then come to their end.

import { once } from 'node:events';

import { endOfProcess, runService } from './graceful-shutdown.ts';

const [, , bootstrapServers = 'localhost:9092'] = process.argv;
await runService(
  { bootstrapServers },
  async (_record, signal) => {
    console.log('job begun');
    if (!signal.aborted) await once(signal, 'abort');
    console.log('job finished');
  },
  endOfProcess(),
);
console.log('service ended');
