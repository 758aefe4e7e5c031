/** ECMA-262, 12.7.2: what no variable of an async function in strict code can be called. */
const reserved = (
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if ' +
  'import in instanceof new null return super switch this throw true try typeof var void while with yield ' +
  'let static implements interface package private protected public arguments eval'
).split(' ');

/** Words of JavaScript and TypeScript that a variable may be called, but that are read as what they mean there. */
const contextual = (
  'abstract accessor any as asserts assert async bigint boolean constructor declare defer from get global infer intrinsic is keyof meta module ' +
  'namespace never number object of out override readonly require satisfies set string symbol target type undefined unique unknown using ' +
  'exports process console Infinity NaN'
).split(' ');

const words: ReadonlySet<string> = new Set([...reserved, ...contextual]);

/** Whether a new variable should not be called so. */
export function isReserved(name: string): boolean {
  return words.has(name);
}
