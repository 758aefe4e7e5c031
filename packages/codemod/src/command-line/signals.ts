import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a function that finishes its current step when the process receives SIGINT, SIGTERM or SIGHUP, so that no file is left
 * half written. A second signal ends the process as usual.
 *
 * @param run receives an `AbortSignal` that the first signal aborts
 * @returns the status that `run` returns; after a signal, the exit status by convention of shells: 130 for Ctrl-C
 * @throws what `run` throws
 */
export async function runWithSignals(run: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  let received: (typeof signals)[number] | null = null;
  const stopListening = (): void => {
    for (const signal of signals) process.removeListener(signal, listener);
  };
  const listener = (signal: (typeof signals)[number]): void => {
    received = signal;
    stopListening();
    controller.abort();
  };
  for (const signal of signals) process.on(signal, listener);
  try {
    const status = await run(controller.signal);
    return received === null ? status : 128 + constants.signals[received];
  } finally {
    stopListening();
  }
}
