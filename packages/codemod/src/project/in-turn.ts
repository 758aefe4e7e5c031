import { setImmediate } from 'node:timers/promises';

/**
 * Runs a function for each item, one after the other.
 *
 * @param signal ends it early; null for nothing
 */
export async function inTurn<Item, Result>(items: readonly Item[], run: (item: Item) => Promise<Result>, signal: AbortSignal | null): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    if (signal?.aborted) break;
    results.push(await run(item));
    // Lets the event loop turn, so that signals such as Ctrl-C are received between two files.
    await setImmediate();
  }
  return results;
}
