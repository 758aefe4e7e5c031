const extensions = ['', '.js', '.cjs', '.mjs', '.jsx', '.ts', '.tsx', '.cts', '.mts', '/index.js', '/index.ts'];

/**
 * Finds the file that a relative specifier means among the files of the playground, with and without its extension, and `./x.js` for `x.ts`.
 *
 * @param from the path of the file with the specifier
 * @returns null where there is none
 */
export function resolveFile(paths: readonly string[], from: string, specifier: string): string | null {
  const wanted = pathOf(from, specifier).replace(/\/$/, '');
  const candidates = [...extensions.map((extension) => wanted + extension), wanted.replace(/\.([cm]?)js$/, '.$1ts'), wanted.replace(/\.js$/, '.tsx')];
  return candidates.find((candidate) => paths.includes(candidate)) ?? null;
}

/** The path that a relative specifier means in a file, as it is written: `lib/a` for `./a` in `lib/main.js`. */
export function pathOf(from: string, specifier: string): string {
  const { pathname } = new URL(specifier, new URL(from, 'file:///'));
  return decodeURI(pathname).slice(1);
}
