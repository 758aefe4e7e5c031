/** In place of `node:fs`: there are no files. The linter looks for the manifest of a project, and goes on without. */
export function readFileSync(path: string): never {
  throw new Error(`there is no file ${path} in a browser`);
}

export function statSync(path: string): never {
  throw new Error(`there is no file ${path} in a browser`);
}

export function realpathSync(path: string): never {
  throw new Error(`there is no file ${path} in a browser`);
}

/** Nor are there folders, in which the linter looks for the configuration of cloud functions. */
export function readdirSync(path: string): never {
  throw new Error(`there is no folder ${path} in a browser`);
}

export default { readFileSync, readdirSync, realpathSync, statSync };
