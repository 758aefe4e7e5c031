/** Functions whose result depends on their arguments only, which are texts: https://nodejs.org/api/path.html */
const pure: ReadonlySet<string> = new Set(['path.basename', 'path.dirname', 'path.extname', 'path.join', 'path.normalize']);

/** Whether a function returns the same whenever it is called with some arguments, and does nothing else. */
export function dependsOnArgumentsOnly(path: string): boolean {
  return pure.has(path);
}
