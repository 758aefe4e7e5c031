// Which functions always return an array, and which change one.

/** Static methods of the language that return an array. */
const ofLanguage: ReadonlySet<string> = new Set(['Object.keys', 'Object.values', 'Object.entries', 'Object.getOwnPropertyNames', 'Array.from', 'Array.of']);

/** Methods that arrays and strings have and that return a new array without holes, or with the holes of the array that they are called on. */
const ofValues: ReadonlySet<string> = new Set(['map', 'filter', 'split']);

/** Functions of lodash and underscore that return an array whatever they are called with. */
const ofCollections: ReadonlySet<string> = new Set(
  'chunk compact concat difference entries filter flatMap flatten flattenDeep intersection keys keysIn map pluck reject sortBy toArray toPairs union uniq uniqBy values valuesIn where without'.split(' '),
);

const collections: ReadonlySet<string> = new Set(['lodash', 'underscore']);

/**
 * Whether a method certainly returns an array.
 *
 * @param object what it is called on: a global or a module, `Object`, `lodash`; null for any other object
 */
export function returnsArray(object: string | null, method: string): boolean {
  if (object === null) return ofValues.has(method);
  return collections.has(object) ? ofCollections.has(method) : ofLanguage.has(`${object}.${method}`);
}

const changing: ReadonlySet<string> = new Set(['copyWithin', 'fill', 'pop', 'push', 'reverse', 'shift', 'sort', 'splice', 'unshift']);

/** Whether a method of arrays changes the array that it is called on: `push`. */
export function changesArray(method: string): boolean {
  return changing.has(method);
}
