/** A part of the files: `{ index: 1, count: 4 }` is the first of four. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Takes the part of a sorted list that falls to a shard. Shards differ by one item at most, and neighbours, which are
 * often alike in size, go to different ones.
 */
export function takeShard<Item>(items: readonly Item[], { index, count }: Shard): readonly Item[] {
  return items.filter((_, position) => position % count === index - 1);
}
