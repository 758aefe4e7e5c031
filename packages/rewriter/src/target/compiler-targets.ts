import { type ReadText, folderOf } from './folder.js';
import { parseJson } from './parse-json.js';

/** How many configurations a `tsconfig.json` may extend one after the other. */
const mostBases = 8;

/**
 * The year of the language that TypeScript writes, by `target` of the `tsconfig.json` of a folder or of those that it extends with
 * a path. One that comes from a package is not looked up.
 *
 * @returns null where nothing says it; 5 and 3 for ES5 and ES3
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
 * The versions of Node that Babel compiles for, where a preset of a folder's `.babelrc`, `babel.config.json` or manifest names them:
 * `"targets": { "node": "6" }`. A configuration that is a program is not run.
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
