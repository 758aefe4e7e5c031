/**
 * Finds the items that make a check fail, by halving: with `k` such items among `n`, the check runs about `k * log2(n)` times.
 *
 * @param passes runs the check with the given items and with all items of earlier `onPass` calls; true if the check passes
 * @param onPass receives each group of items that has passed
 * @param onGuilty receives each item that makes the check fail
 * @throws what the callbacks throw
 */
export async function bisect<Item>(
  items: readonly Item[],
  passes: (items: readonly Item[]) => Promise<boolean>,
  onPass: (items: readonly Item[]) => void,
  onGuilty: (item: Item) => Promise<void>,
): Promise<void> {
  /** @returns whether all of them have passed */
  const search = async (part: readonly Item[], isKnownToFail: boolean): Promise<boolean> => {
    if (part.length === 0) return true;
    if (!isKnownToFail && (await passes(part))) {
      onPass(part);
      return true;
    }
    const [only, ...others] = part;
    if (only !== undefined && others.length === 0) {
      await onGuilty(only);
      return false;
    }
    const middle = Math.ceil(part.length / 2);
    // If the first half passes, the second one must fail, so it is halved without a check of its own.
    await search(part.slice(middle), await search(part.slice(0, middle), false));
    return false;
  };
  await search(items, false);
}
