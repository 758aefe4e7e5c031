import manifest from 'eslint-plugin-uncallback/package.json';

/** In place of `node:module`: the linter reads its own manifest by it, and loads what reads the files of a project, which a browser does not have. */
export function createRequire(): (path: string) => unknown {
  return (path) => {
    if (path !== '../package.json') throw new Error(`there is no ${path} in a browser`);
    return manifest;
  };
}
