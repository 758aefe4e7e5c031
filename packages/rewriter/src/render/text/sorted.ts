/**
 * Binary search: the first index of a sorted list from which on a test holds.
 *
 * @param holds false for the items in front of that index, true for the rest
 * @returns the length of the list where the test holds for no item
 */
export function indexWhere<Item>(sorted: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
