/**
 * Finds the items that may not be there, by halves: about as many questions as there are guilty items, times the logarithm
 * of all.
 *
 * @param passes whether all is well with these items, next to those that have passed before
 * @param onPass is told each time that items have passed, and stay
 * @param onGuilty is told of each item that may not stay
 */
export async function bisect<Item>(
  items: readonly Item[],
  passes: (items: readonly Item[]) => Promise<boolean>,
  onPass: (items: readonly Item[]) => void,
  onGuilty: (item: Item) => void,
): Promise<void> {
  /** @returns whether all of them have passed */
  const settle = async (part: readonly Item[], isKnownToFail: boolean): Promise<boolean> => {
    if (part.length === 0) return true;
    if (!isKnownToFail && (await passes(part))) {
      onPass(part);
      return true;
    }
    const [only, ...others] = part;
    if (only !== undefined && others.length === 0) {
      onGuilty(only);
      return false;
    }
    const middle = Math.ceil(part.length / 2);
    // Where the first half passes, the fault is in the second one, and need not be looked for there.
    await settle(part.slice(middle), await settle(part.slice(0, middle), false));
    return false;
  };
  await settle(items, false);
}
