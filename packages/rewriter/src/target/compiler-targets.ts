import { type ReadText, folderOf } from './folder.js';
import { parseJson } from './parse-json.js';

/** How many levels of `extends` are followed, which ends a circle. */
const mostBases = 8;

/**
 * The year of the ECMAScript edition that TypeScript compiles to: 2017 for `"target": "ES2017"` in the `tsconfig.json` of a folder or
 * in a file that it extends by a relative path. A configuration from a package is not read.
 *
 * @returns 5 and 3 for ES5 and ES3; null where no target is set, or `ESNext`
 */
export function targetOfTypeScript(folder: string, read: ReadText): number | null {
  let path = `${folder}/tsconfig.json`;
  for (let count = 0; count < mostBases; count += 1) {
    const config = parseJson(read(path));
    const { target } = (config?.['compilerOptions'] ?? {}) as { readonly target?: unknown };
    if (typeof target === 'string') return yearOf(target);
    const base = config?.['extends'];
    if (typeof base !== 'string' || !base.startsWith('.')) return null;
    path = `${folderOf(path) ?? ''}/${/\.json$/.test(base) ? base : `${base}.json`}`;
  }
  return null;
}

function yearOf(target: string): number | null {
  const edition = /^es(\d+)$/i.exec(target.trim())?.[1];
  if (edition === undefined) return null;
  // ES6 is ES2015.
  return Number(edition) === 6 ? 2015 : Number(edition);
}

/**
 * The range of Node versions that Babel compiles for: `>=6` for `"targets": { "node": "6" }` in `.babelrc`, `babel.config.json` or
 * the manifest of a folder, at the top or in a preset. A configuration in JavaScript is not run.
 *
 * @param manifest the parsed `package.json` of the folder, or null
 * @returns null where no version is set, or `current`
 */
export function targetOfBabel(manifest: Readonly<Record<string, unknown>> | null, folder: string, read: ReadText): string | null {
  const configs = [manifest?.['babel'], parseJson(read(`${folder}/.babelrc`)), parseJson(read(`${folder}/babel.config.json`))];
  for (const config of configs) {
    const { presets, targets } = (config ?? {}) as { readonly presets?: unknown; readonly targets?: unknown };
    const all = Array.isArray(presets) ? presets.map((preset: unknown) => (Array.isArray(preset) ? (preset[1] as { readonly targets?: unknown } | undefined)?.targets : null)) : [];
    for (const each of [targets, ...all]) {
      const node = (each as { readonly node?: unknown } | null | undefined)?.node;
      if ((typeof node === 'string' && /^\d/.test(node)) || typeof node === 'number') return `>=${node}`;
    }
  }
  return null;
}
