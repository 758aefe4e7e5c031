/**
 * Looks for a smaller list that still has what is looked for: parts are left out, larger ones first.
 *
 * @param isStill whether a smaller list still has it
 * @param isLate stops the search
 * @example `await leaveOut([1, 2, 3, 4], async (list) => list.includes(3), () => false)` is `[3]`
 */
export async function leaveOut<T>(list: readonly T[], isStill: (list: readonly T[]) => Promise<boolean>, isLate: () => boolean): Promise<readonly T[]> {
  let current = list;
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < current.length && !isLate(); ) {
      const smaller = [...current.slice(0, start), ...current.slice(start + size)];
      if (smaller.length > 0 && (await isStill(smaller))) current = smaller;
      else start += size;
    }
  }
  return current;
}

type Lists = readonly (readonly number[])[];

/** Looks for fewer and smaller choices that still have what is looked for: first whole lists are left out, then the ends of lists, then single choices. */
export async function reduceLists(lists: Lists, isStill: (lists: Lists) => Promise<boolean>, isLate: () => boolean): Promise<Lists> {
  const [whole = [], ...units] = lists;
  let current: Lists = [whole, ...(await leaveOut(units, (some) => isStill([whole, ...some]), isLate))];
  const replace = async (index: number, numbers: readonly number[]): Promise<boolean> => {
    const changed = current.map((list, at) => (at === index ? numbers : list));
    if (!(await isStill(changed))) return false;
    current = changed;
    return true;
  };
  for (const index of current.keys()) {
    const listAt = () => current[index] ?? [];
    for (let cut = listAt().length; cut >= 1 && !isLate(); ) {
      if (cut > listAt().length || !(await replace(index, listAt().slice(0, listAt().length - cut)))) cut = Math.floor(cut / 2);
    }
    for (let at = 0; at < listAt().length && !isLate(); at++) {
      if (listAt()[at] !== 0) await replace(index, listAt().with(at, 0));
    }
  }
  return current;
}
