import { inTurn } from '../project/in-turn.js';
import type { Workers } from './workers.js';

/** Runs a function for all items, as many at once as the workers take. A signal ends it early. */
export async function runAll<Item, Result>(items: readonly Item[], { ahead, cancel }: Pick<Workers, 'ahead' | 'cancel'>, run: (item: Item) => Promise<Result>, signal: AbortSignal): Promise<readonly Result[]> {
  if (ahead === 1) return inTurn(items, run, signal);
  if (signal.aborted) return [];
  signal.addEventListener('abort', cancel);
  try {
    return await Promise.all(items.map(run));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
