import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs something that a signal does not end at once, but that can bring what it is doing to a good end. A second signal
 * ends the process as usual.
 *
 * @param run is given what is aborted by the first signal
 * @returns what it returns; where there was a signal, the exit status that shells give it: 130 for Ctrl-C
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
