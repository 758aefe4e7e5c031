/** All flags of the command line by name, each with the value that it takes: `texts` is a text that may be given several times. */
export const flags = {
  write: { takes: 'nothing' },
  interactive: { takes: 'nothing' },
  scan: { takes: 'nothing' },
  watch: { takes: 'nothing' },
  idiomatic: { takes: 'nothing' },
  functions: { takes: 'nothing' },
  promisify: { takes: 'text' },
  function: { takes: 'texts' },
  public: { takes: 'text' },
  force: { takes: 'nothing' },
  jobs: { takes: 'number' },
  cache: { takes: 'nothing' },
  'no-cache': { takes: 'nothing' },
  'cache-location': { takes: 'text' },
  since: { takes: 'text' },
  staged: { takes: 'nothing' },
  ignore: { takes: 'texts' },
  only: { takes: 'texts' },
  shard: { takes: 'text' },
  test: { takes: 'text' },
  'include-tests': { takes: 'nothing' },
  json: { takes: 'nothing' },
  'json-lines': { takes: 'nothing' },
  'no-format': { takes: 'nothing' },
  format: { takes: 'text' },
  output: { takes: 'text' },
  report: { takes: 'text' },
  'max-remaining': { takes: 'count' },
  baseline: { takes: 'text' },
  quiet: { takes: 'nothing' },
  verbose: { takes: 'nothing' },
  'no-color': { takes: 'nothing' },
  'stdin-filename': { takes: 'text' },
  explain: { takes: 'text' },
  help: { takes: 'nothing', short: 'h' },
  version: { takes: 'nothing' },
} as const satisfies Record<string, { takes: 'nothing' | 'number' | 'count' | 'text' | 'texts'; short?: string }>;

/** The name of a flag, without its dashes. */
export type Flag = keyof typeof flags;

/**
 * Checks one flag and its value as the user wrote them.
 *
 * @returns the message of a usage error, such as `--jobs takes a number, 1 or more`; null if the flag is right
 */
export function checkFlag(given: { name: string; rawName: string; value?: string | undefined }): string | null {
  if (!isFlag(given.name)) {
    const near = findNear(given.name, Object.keys(flags));
    return `unknown flag ${given.rawName}${near === null ? ', see --help' : `, did you mean --${near}?`}`;
  }
  switch (flags[given.name].takes) {
    case 'nothing':
      return given.value === undefined ? null : `${given.rawName} takes no value`;
    case 'number':
      return /^[1-9]\d{0,3}$/.test(given.value ?? '') ? null : `${given.rawName} takes a number, 1 or more`;
    case 'count':
      return /^\d{1,9}$/.test(given.value ?? '') ? null : `${given.rawName} takes a number, 0 or more`;
    case 'text':
    case 'texts':
      return given.value ? null : `${given.rawName} takes a value, see --help`;
  }
}

function isFlag(name: string): name is Flag {
  return Object.hasOwn(flags, name);
}

/**
 * Finds the word that a mistyped word was most likely meant to be: `writ` and `wrte` find `write`.
 *
 * @returns the word that begins with the mistyped one, or else the nearest by edit distance; null if more than two edits are needed
 */
export function findNear(word: string, words: readonly string[]): string | null {
  const candidates = words.map((each) => ({
    each,
    distance: each.startsWith(word.toLowerCase()) ? 0 : editDistance(word.toLowerCase(), each.toLowerCase()),
  }));
  const nearest = candidates.reduce((best, each) => (each.distance < best.distance ? each : best));
  return nearest.distance <= 2 ? nearest.each : null;
}

/** The Levenshtein distance: how many letters have to be inserted, deleted or replaced to get from `a` to `b`. */
function editDistance(a: string, b: string): number {
  const distances = new Map<string, number>();
  const at = (i: number, j: number): number => distances.get(`${i} ${j}`) ?? i + j;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      distances.set(`${i} ${j}`, Math.min(replaced, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
  }
  return at(a.length, b.length);
}
