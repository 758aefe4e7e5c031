/** In place of `node:fs`: there are no files. The linter looks for the manifest of a project, and goes on without. */
export function readFileSync(path: string): never {
  throw new Error(`there is no file ${path} in a browser`);
}

export default { readFileSync };
