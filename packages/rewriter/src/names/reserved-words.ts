/** ECMA-262, 12.7.2: what no variable of an async function in strict code can be called. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false finally for function if ' +
    'import in instanceof new null return super switch this throw true try typeof var void while with yield ' +
    'let static implements interface package private protected public arguments eval'
  ).split(' '),
);

/** Whether a name cannot be given to a new variable everywhere. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}
