// A value that is computed on demand, for facts of which most callbacks need only a few.

/**
 * Wraps a computation so that it runs when its value is first asked for, and only then.
 *
 * @param find the computation
 * @returns a function that returns the value
 */
export function lazy<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | null = null;
  return () => (found ??= { value: find() }).value;
}
