// Which functions always return an array, and which change one.

/** Static methods of the language that return an array. */
const ofLanguage: ReadonlySet<string> = new Set(['Object.keys', 'Object.values', 'Object.entries', 'Object.getOwnPropertyNames', 'Array.from', 'Array.of']);

/** Functions of modules that return an array: https://nodejs.org/api/fs.html, https://nodejs.org/api/os.html, https://github.com/isaacs/node-glob */
const ofModules: ReadonlySet<string> = new Set(['fs.readdirSync', 'graceful-fs.readdirSync', 'fs-extra.readdirSync', 'os.cpus', 'glob.sync', 'glob.globSync']);

/** Methods of an array that return an array without holes, if it has none itself. */
const ofArrays: ReadonlySet<string> = new Set(['concat', 'filter', 'map', 'reverse', 'slice', 'sort']);

/** Functions of lodash and underscore that return an array whatever they are called with. */
const ofCollections: ReadonlySet<string> = new Set(
  'chunk compact concat difference entries filter flatMap flatten flattenDeep intersection keys keysIn map pluck reject sortBy toArray toPairs union uniq uniqBy values valuesIn where without'.split(' '),
);

const collections: ReadonlySet<string> = new Set(['lodash', 'lodash-es', '@sailshq/lodash', 'underscore']);

/**
 * Whether a function of a module or a global certainly returns an array.
 *
 * @param object the global or the module: `Object`, `lodash`
 */
export function returnsArray(object: string, method: string): boolean {
  return collections.has(object) ? ofCollections.has(method) : ofLanguage.has(`${object}.${method}`) || ofModules.has(`${object}.${method}`);
}

/** Whether a method of an array returns an array: `rows.map(read)`. */
export function keepsArray(method: string): boolean {
  return ofArrays.has(method);
}

/**
 * Functions that pass their callback an array as the first result: https://nodejs.org/api/fs.html, https://nodejs.org/api/dns.html,
 * https://github.com/isaacs/node-glob
 */
const passing: ReadonlySet<string> = new Set(
  'fs.readdir graceful-fs.readdir fs-extra.readdir dns.resolve4 dns.resolve6 dns.reverse glob'.split(' '),
);

/** Whether a function passes its callback an array as the first result, if there is no error. */
export function passesArray(path: string): boolean {
  return passing.has(path);
}

const changing: ReadonlySet<string> = new Set(['copyWithin', 'fill', 'pop', 'push', 'reverse', 'shift', 'sort', 'splice', 'unshift']);

/** Whether a method of arrays changes the array that it is called on: `push`. */
export function changesArray(method: string): boolean {
  return changing.has(method);
}
