/** While a program runs, reports uncaught exceptions and unhandled rejections to its world instead of ending the process. Returns what ends that. */
export function takeOverUncaught(world: { uncaught(error: unknown): void }): () => void {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const former = events.map((event) => process.listeners(event as 'uncaughtException'));
  const listener = (error: unknown) => world.uncaught(error);
  for (const event of events) {
    process.removeAllListeners(event);
    process.on(event, listener);
  }
  return () => {
    for (const [index, event] of events.entries()) {
      process.removeAllListeners(event);
      for (const other of former[index] ?? []) process.on(event as 'uncaughtException', other);
    }
  };
}
