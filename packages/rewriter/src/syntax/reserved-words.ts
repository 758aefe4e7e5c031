/** ECMA-262, 12.7.2: the words that cannot be names of variables in a strict async function. */
const reserved = (
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if ' +
  'import in instanceof new null return super switch this throw true try typeof var void while with yield ' +
  'let static implements interface package private protected public arguments eval'
).split(' ');

/** Words that are allowed as names, but that a reader takes for a keyword of TypeScript or a global of Node: `type`, `process`. */
const contextual = (
  'abstract accessor any as asserts assert async bigint boolean constructor declare defer from get global infer intrinsic is keyof meta module ' +
  'namespace never number object of out override readonly require satisfies set string symbol target type undefined unique unknown using ' +
  'exports process console Infinity NaN'
).split(' ');

const words: ReadonlySet<string> = new Set([...reserved, ...contextual]);

/** Whether a word must not, or should not, be the name of a new variable. */
export function isReserved(name: string): boolean {
  return words.has(name);
}
