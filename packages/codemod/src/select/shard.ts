/** A part of the files, by `--shard`: `{ index: 1, count: 4 }` is the first of four. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Returns the items of a sorted list that belong to a shard: every `count`th item from `index` on. The sizes of shards differ by
 * at most one, and neighbouring files, which are often of similar size, are in different shards.
 */
export function takeShard<Item>(items: readonly Item[], { index, count }: Shard): readonly Item[] {
  return items.filter((_, position) => position % count === index - 1);
}
