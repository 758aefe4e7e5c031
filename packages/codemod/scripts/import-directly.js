import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The packages of this repository that the bundle is made of. */
const packages = resolve(import.meta.dirname, '../..');
const own = /^import \{([^}]*)\} from '@uncallback\/(detector|project-files|project|rewriter)';$/gm;

/**
 * A plugin for esbuild: what our files import from the `index.js` of one of our packages, they import from the file that has it. Otherwise all
 * that an `index.js` exports would be in one chunk, and loaded with the least part of it.
 */
export const importDirectly = {
  name: 'import-directly',
  setup(build) {
    const indexes = Object.fromEntries(['detector', 'project', 'project-files', 'rewriter'].map((name) => [name, readIndex(name)]));
    build.onLoad({ filter: /[\\/]packages[\\/](?:codemod|detector|project-files|project|rewriter)[\\/]dist[\\/].*\.js$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8').replace(own, (_, names, name) =>
        names
          .split(',')
          .map((each) => each.trim())
          .filter(Boolean)
          .map((each) => `import { ${each} } from ${JSON.stringify(fileOf(indexes[name], each.split(' ')[0]))};`)
          .join(''),
      );
      return { contents, resolveDir: dirname(path) };
    });
  },
};

/** The file that has each name which the `index.js` of a package exports. */
function readIndex(name) {
  const folder = join(packages, name, 'dist');
  const text = readFileSync(join(folder, 'index.js'), 'utf8');
  const exported = [...text.matchAll(/^export \{([^}]*)\} from '(.+)';$/gm)];
  return new Map(exported.flatMap(([, names, file]) => names.split(',').map((each) => [each.trim(), join(folder, file)])));
}

function fileOf(index, name) {
  const file = index.get(name);
  if (file === undefined) throw new Error(`no index.js exports ${name}`);
  return file;
}
