// Preloaded into each measured process: on exit it appends its CPU time and peak memory to the file UNCALLBACK_USAGE, as a line.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = { cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 };
    appendFileSync(process.env.UNCALLBACK_USAGE, `${JSON.stringify(usage)}\n`);
  });
}
